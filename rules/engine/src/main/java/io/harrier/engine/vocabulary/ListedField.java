package io.harrier.engine.vocabulary;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import java.util.List;
import java.util.Optional;

/** What rules can ask about the lists: is something of the transaction on one of them? */
public enum ListedField implements FactField {
  /** Anything of the transaction is on the list. */
  ALLOW("allow", EntityList.ALLOW),
  ALLOW_USER("allowUser", EntityList.ALLOW, EntityKind.USER),
  ALLOW_DEVICE("allowDevice", EntityList.ALLOW, EntityKind.DEVICE),
  ALLOW_IP("allowIp", EntityList.ALLOW, EntityKind.IP_PREFIX),
  ALLOW_MERCHANT("allowMerchant", EntityList.ALLOW, EntityKind.MERCHANT),
  ALLOW_COUNTRY("allowCountry", EntityList.ALLOW, EntityKind.COUNTRY),
  ALLOW_COUNTERPARTY("allowCounterparty", EntityList.ALLOW, EntityKind.COUNTERPARTY),
  /** The entries, in words; absent when nothing is on the list. */
  ALLOW_ENTRY("allowEntry", EntityList.ALLOW, ValueType.TEXT),

  BLOCK("block", EntityList.BLOCK),
  BLOCK_USER("blockUser", EntityList.BLOCK, EntityKind.USER),
  BLOCK_DEVICE("blockDevice", EntityList.BLOCK, EntityKind.DEVICE),
  BLOCK_IP("blockIp", EntityList.BLOCK, EntityKind.IP_PREFIX),
  BLOCK_MERCHANT("blockMerchant", EntityList.BLOCK, EntityKind.MERCHANT),
  BLOCK_COUNTRY("blockCountry", EntityList.BLOCK, EntityKind.COUNTRY),
  BLOCK_COUNTERPARTY("blockCounterparty", EntityList.BLOCK, EntityKind.COUNTERPARTY),
  BLOCK_ENTRY("blockEntry", EntityList.BLOCK, ValueType.TEXT),

  WATCH("watch", EntityList.WATCH),
  WATCH_USER("watchUser", EntityList.WATCH, EntityKind.USER),
  WATCH_DEVICE("watchDevice", EntityList.WATCH, EntityKind.DEVICE),
  WATCH_IP("watchIp", EntityList.WATCH, EntityKind.IP_PREFIX),
  WATCH_MERCHANT("watchMerchant", EntityList.WATCH, EntityKind.MERCHANT),
  WATCH_COUNTRY("watchCountry", EntityList.WATCH, EntityKind.COUNTRY),
  WATCH_COUNTERPARTY("watchCounterparty", EntityList.WATCH, EntityKind.COUNTERPARTY),
  WATCH_ENTRY("watchEntry", EntityList.WATCH, ValueType.TEXT);

  private final String fieldName;
  private final EntityList list;

  /** Null for all. */
  private final EntityKind kind;

  private final ValueType type;

  ListedField(String fieldName, EntityList list) {
    this(fieldName, list, null, ValueType.BOOLEAN);
  }

  ListedField(String fieldName, EntityList list, EntityKind kind) {
    this(fieldName, list, kind, ValueType.BOOLEAN);
  }

  ListedField(String fieldName, EntityList list, ValueType type) {
    this(fieldName, list, null, type);
  }

  ListedField(String fieldName, EntityList list, EntityKind kind, ValueType type) {
    this.fieldName = fieldName;
    this.list = list;
    this.kind = kind;
    this.type = type;
  }

  public static Optional<ListedField> named(String name) {
    return FactField.named(values(), name);
  }

  /** Which list it asks for. */
  public EntityList list() {
    return list;
  }

  /** What of the transaction it asks about: one kind, or all. */
  public List<EntityKind> kinds() {
    return kind == null ? List.of(EntityKind.values()) : List.of(kind);
  }

  @Override
  public Fact fact() {
    return Fact.LISTED;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }

  @Override
  public ValueType type() {
    return type;
  }
}
