package io.harrier.engine.rule;

import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.vocabulary.MinorUnits;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.math.BigDecimal;

/**
 * A transaction with its user's features and risk, as compiled rules see it. Reused; what costs
 * something is computed when a rule asks.
 *
 * <p>The compiler adds to it, for each release, a class with a getter for each feature: Drools
 * indexes rules by getters, not by calls with an argument.
 */
public class TransactionFact extends ListedFact {
  private static final long MILLIS_PER_HOUR = 3_600_000L;
  private static final long MILLIS_PER_DAY = 24 * MILLIS_PER_HOUR;

  /** 1 January 1970 was a Thursday. */
  private static final long EPOCH_DAY_OF_WEEK = 3;

  private Transaction transaction;
  private FeatureValues features;
  private BigDecimal amount;

  /** Called by the class of a release, and by whoever loads it. */
  public TransactionFact(RuleConstants constants) {
    super(constants);
  }

  final void set(
      Transaction newTransaction, FeatureValues newFeatures, RiskScore risk, ListedValues listed) {
    reset(risk, listed);
    transaction = newTransaction;
    features = newFeatures;
    amount = null;
  }

  public String getTransactionId() {
    return transaction.transactionId();
  }

  public long getEventTime() {
    return transaction.eventTime();
  }

  public BigDecimal getAmount() {
    if (amount == null) {
      amount = MinorUnits.toMajor(transaction.amountMinor(), transaction.currency());
    }
    return amount;
  }

  public long getAmountMinor() {
    return transaction.amountMinor();
  }

  public String getCurrency() {
    return transaction.currency();
  }

  public String getType() {
    return transaction.type().name();
  }

  public String getChannel() {
    return transaction.channel().name();
  }

  public String getStatus() {
    return transaction.status().name();
  }

  public String getMerchantId() {
    return transaction.merchantId();
  }

  public String getTerminalId() {
    return transaction.terminalId();
  }

  public String getMcc() {
    return transaction.mcc();
  }

  public String getCardToken() {
    return transaction.cardToken();
  }

  public String getDeviceId() {
    return transaction.deviceId();
  }

  public String getIpAddress() {
    return transaction.ipAddress();
  }

  public String getCounterpartyId() {
    return transaction.counterpartyId();
  }

  public String getCountry() {
    return transaction.country();
  }

  public BigDecimal getLatitude() {
    return coordinate(transaction.latitude());
  }

  public BigDecimal getLongitude() {
    return coordinate(transaction.longitude());
  }

  public long getHour() {
    return Math.floorMod(transaction.eventTime(), MILLIS_PER_DAY) / MILLIS_PER_HOUR;
  }

  public long getDayOfWeek() {
    long day = Math.floorDiv(transaction.eventTime(), MILLIS_PER_DAY);
    return Math.floorMod(day + EPOCH_DAY_OF_WEEK, 7L) + 1;
  }

  /** Whether every feature's window is covered by the history at hand. */
  public boolean isWarm() {
    return features.isWarm();
  }

  /** The value of a feature of type INTEGER, or {@code null}. */
  public final Long integer(int feature) {
    return (Long) features.get(feature);
  }

  /** The value of a feature of either type of number, or {@code null}. */
  public final BigDecimal decimal(int feature) {
    Object value = features.get(feature);
    return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
  }

  /** The value of a feature of type TEXT, or {@code null}. */
  public final String text(int feature) {
    return (String) features.get(feature);
  }

  final Object feature(int feature) {
    return features.get(feature);
  }

  private static BigDecimal coordinate(double degrees) {
    return Double.isNaN(degrees) ? null : BigDecimal.valueOf(degrees);
  }
}
