package io.harrier.engine.rule;

import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.vocabulary.ListedField;
import io.harrier.engine.vocabulary.ValueType;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.RiskScore;
import java.util.Locale;

/**
 * What of a transaction is on the lists, as compiled rules see it: a getter for each {@link
 * ListedField}. Public for compiled rules alone.
 */
public abstract class ListedFact extends RuleFact {
  private ListedValues listed;

  ListedFact(RuleConstants constants) {
    super(constants);
  }

  final void reset(RiskScore risk, ListedValues newListed) {
    reset(risk);
    listed = newListed;
  }

  /** The value of a field: what its getter returns. */
  final Object listed(ListedField field) {
    if (field.type() == ValueType.TEXT) {
      return entries(field.list());
    }
    return field.kinds().stream().anyMatch(kind -> listed.get(field.list(), kind) != null);
  }

  public final boolean isListedAllow() {
    return listed.isOn(EntityList.ALLOW);
  }

  public final boolean isListedAllowUser() {
    return listed.get(EntityList.ALLOW, EntityKind.USER) != null;
  }

  public final boolean isListedAllowDevice() {
    return listed.get(EntityList.ALLOW, EntityKind.DEVICE) != null;
  }

  public final boolean isListedAllowIp() {
    return listed.get(EntityList.ALLOW, EntityKind.IP_PREFIX) != null;
  }

  public final boolean isListedAllowMerchant() {
    return listed.get(EntityList.ALLOW, EntityKind.MERCHANT) != null;
  }

  public final boolean isListedAllowCountry() {
    return listed.get(EntityList.ALLOW, EntityKind.COUNTRY) != null;
  }

  public final boolean isListedAllowCounterparty() {
    return listed.get(EntityList.ALLOW, EntityKind.COUNTERPARTY) != null;
  }

  public final String getListedAllowEntry() {
    return entries(EntityList.ALLOW);
  }

  public final boolean isListedBlock() {
    return listed.isOn(EntityList.BLOCK);
  }

  public final boolean isListedBlockUser() {
    return listed.get(EntityList.BLOCK, EntityKind.USER) != null;
  }

  public final boolean isListedBlockDevice() {
    return listed.get(EntityList.BLOCK, EntityKind.DEVICE) != null;
  }

  public final boolean isListedBlockIp() {
    return listed.get(EntityList.BLOCK, EntityKind.IP_PREFIX) != null;
  }

  public final boolean isListedBlockMerchant() {
    return listed.get(EntityList.BLOCK, EntityKind.MERCHANT) != null;
  }

  public final boolean isListedBlockCountry() {
    return listed.get(EntityList.BLOCK, EntityKind.COUNTRY) != null;
  }

  public final boolean isListedBlockCounterparty() {
    return listed.get(EntityList.BLOCK, EntityKind.COUNTERPARTY) != null;
  }

  public final String getListedBlockEntry() {
    return entries(EntityList.BLOCK);
  }

  public final boolean isListedWatch() {
    return listed.isOn(EntityList.WATCH);
  }

  public final boolean isListedWatchUser() {
    return listed.get(EntityList.WATCH, EntityKind.USER) != null;
  }

  public final boolean isListedWatchDevice() {
    return listed.get(EntityList.WATCH, EntityKind.DEVICE) != null;
  }

  public final boolean isListedWatchIp() {
    return listed.get(EntityList.WATCH, EntityKind.IP_PREFIX) != null;
  }

  public final boolean isListedWatchMerchant() {
    return listed.get(EntityList.WATCH, EntityKind.MERCHANT) != null;
  }

  public final boolean isListedWatchCountry() {
    return listed.get(EntityList.WATCH, EntityKind.COUNTRY) != null;
  }

  public final boolean isListedWatchCounterparty() {
    return listed.get(EntityList.WATCH, EntityKind.COUNTERPARTY) != null;
  }

  public final String getListedWatchEntry() {
    return entries(EntityList.WATCH);
  }

  /** Such as {@code device d-17 (stolen), country FR}. */
  private String entries(EntityList list) {
    if (!listed.isOn(list)) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (EntityKind kind : EntityKind.values()) {
      ListEntry entry = listed.get(list, kind);
      if (entry != null) {
        text.append(text.isEmpty() ? "" : ", ").append(name(kind)).append(entry.value());
        if (entry.reason() != null) {
          text.append(" (").append(entry.reason()).append(')');
        }
      }
    }
    return text.toString();
  }

  /** The value of a prefix speaks for itself. */
  private static String name(EntityKind kind) {
    return kind == EntityKind.IP_PREFIX ? "" : kind.name().toLowerCase(Locale.ROOT) + " ";
  }
}
