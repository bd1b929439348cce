package io.harrier.engine.rule;

import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.vocabulary.ListedField;
import io.harrier.engine.vocabulary.RiskField;
import io.harrier.engine.vocabulary.SessionField;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.List;
import java.util.function.Function;

/** Finds the value of a property in a fact, for reasons. */
final class PropertyReader {
  private final List<String> features;

  PropertyReader(ReleaseDefinition release) {
    features = release.features().stream().map(FeatureDefinition::name).toList();
  }

  Function<RuleFact, Object> reader(Property property) {
    String name = property.name();
    return switch (property.owner()) {
      case TRANSACTION -> transaction(TransactionField.named(name).orElseThrow());
      case ACTIVITY -> activity(name);
      case RISK -> risk(RiskField.named(name).orElseThrow());
      case LISTED -> listed(ListedField.named(name).orElseThrow());
      case SESSION -> session(SessionField.named(name).orElseThrow());
    };
  }

  private Function<RuleFact, Object> activity(String name) {
    if (name.equals(Vocabulary.WARM)) {
      return of(TransactionFact::isWarm);
    }
    int feature = features.indexOf(name);
    return of(fact -> fact.feature(feature));
  }

  private static Function<RuleFact, Object> transaction(TransactionField field) {
    return of(
        switch (field) {
          case TRANSACTION_ID -> TransactionFact::getTransactionId;
          case EVENT_TIME -> TransactionFact::getEventTime;
          case AMOUNT -> TransactionFact::getAmount;
          case AMOUNT_MINOR -> TransactionFact::getAmountMinor;
          case CURRENCY -> TransactionFact::getCurrency;
          case TYPE -> TransactionFact::getType;
          case CHANNEL -> TransactionFact::getChannel;
          case STATUS -> TransactionFact::getStatus;
          case MERCHANT_ID -> TransactionFact::getMerchantId;
          case TERMINAL_ID -> TransactionFact::getTerminalId;
          case MCC -> TransactionFact::getMcc;
          case CARD_TOKEN -> TransactionFact::getCardToken;
          case DEVICE_ID -> TransactionFact::getDeviceId;
          case IP_ADDRESS -> TransactionFact::getIpAddress;
          case COUNTERPARTY_ID -> TransactionFact::getCounterpartyId;
          case COUNTRY -> TransactionFact::getCountry;
          case LATITUDE -> TransactionFact::getLatitude;
          case LONGITUDE -> TransactionFact::getLongitude;
          case HOUR -> TransactionFact::getHour;
          case DAY_OF_WEEK -> TransactionFact::getDayOfWeek;
        });
  }

  private static Function<RuleFact, Object> risk(RiskField field) {
    return switch (field) {
      case SCORE -> RuleFact::getRiskScore;
      case VERSION -> RuleFact::getRiskVersion;
      case REASON -> RuleFact::getRiskReason;
      case PRESENT -> RuleFact::isRiskPresent;
    };
  }

  private static Function<RuleFact, Object> listed(ListedField field) {
    return of(fact -> fact.listed(field));
  }

  private static Function<RuleFact, Object> session(SessionField field) {
    Function<SessionFact, Object> reader =
        switch (field) {
          case START -> SessionFact::getStart;
          case END -> SessionFact::getEnd;
          case DURATION_SECONDS -> SessionFact::getDurationSeconds;
          case COUNT -> SessionFact::getCount;
          case DECLINED -> SessionFact::getDeclined;
          case AMOUNT -> SessionFact::getAmount;
          case CURRENCY -> SessionFact::getCurrency;
          case MERCHANTS -> SessionFact::getMerchants;
          case COUNTRIES -> SessionFact::getCountries;
        };
    return fact -> reader.apply((SessionFact) fact);
  }

  private static Function<RuleFact, Object> of(Function<TransactionFact, Object> reader) {
    return fact -> reader.apply((TransactionFact) fact);
  }
}
