package io.harrier.model;

import java.util.Objects;

/**
 * One payment, withdrawal, transfer or login, as it arrives.
 *
 * <p>An optional text is {@code null} when absent, a coordinate {@link Double#NaN}, and {@code
 * producedAt} {@link #NOT_RECORDED}. The codec in {@code io.harrier.model.json} enforces the
 * ranges; this record only requires what no code can do without.
 *
 * @param transactionId unique id, 1 to 64 characters
 * @param userId whose transaction it is, 1 to 64 characters; the key of every topic
 * @param eventTime when it happened, epoch milliseconds
 * @param amountMinor amount in minor units of {@code currency}, never negative
 * @param currency ISO 4217 code
 * @param mcc merchant category code, ISO 18245
 * @param country where it happened, ISO 3166-1 alpha-2
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param producedAt when the producer sent it, epoch milliseconds; for end-to-end latency
 */
public record Transaction(
    String transactionId,
    String userId,
    long eventTime,
    long amountMinor,
    String currency,
    TransactionType type,
    Channel channel,
    TransactionStatus status,
    String merchantId,
    String terminalId,
    String mcc,
    String cardToken,
    String deviceId,
    String ipAddress,
    String counterpartyId,
    String country,
    double latitude,
    double longitude,
    long producedAt) {

  /** The value of {@link #producedAt} when the producer did not say. */
  public static final long NOT_RECORDED = -1;

  public Transaction {
    Objects.requireNonNull(transactionId, "transactionId");
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(status, "status");
  }

  /** Whether both coordinates are known. */
  public boolean isLocated() {
    return !Double.isNaN(latitude) && !Double.isNaN(longitude);
  }

  /** Starts a transaction; what is not set stays absent, and the status APPROVED. */
  public static Builder builder(String transactionId, String userId, long eventTime) {
    return new Builder(transactionId, userId, eventTime);
  }

  /** Assembles a transaction field by field; a builder makes one transaction. */
  public static final class Builder {
    private final String transactionId;
    private final String userId;
    private final long eventTime;
    private long amountMinor;
    private String currency = "EUR";
    private TransactionType type = TransactionType.PURCHASE;
    private Channel channel = Channel.POS;
    private TransactionStatus status = TransactionStatus.APPROVED;
    private String merchantId;
    private String terminalId;
    private String mcc;
    private String cardToken;
    private String deviceId;
    private String ipAddress;
    private String counterpartyId;
    private String country;
    private double latitude = Double.NaN;
    private double longitude = Double.NaN;
    private long producedAt = NOT_RECORDED;

    private Builder(String transactionId, String userId, long eventTime) {
      this.transactionId = transactionId;
      this.userId = userId;
      this.eventTime = eventTime;
    }

    public Builder amount(long minorUnits, String isoCurrency) {
      this.amountMinor = minorUnits;
      this.currency = isoCurrency;
      return this;
    }

    public Builder type(TransactionType value) {
      this.type = value;
      return this;
    }

    public Builder channel(Channel value) {
      this.channel = value;
      return this;
    }

    public Builder status(TransactionStatus value) {
      this.status = value;
      return this;
    }

    public Builder merchantId(String value) {
      this.merchantId = value;
      return this;
    }

    public Builder terminalId(String value) {
      this.terminalId = value;
      return this;
    }

    public Builder mcc(String value) {
      this.mcc = value;
      return this;
    }

    public Builder cardToken(String value) {
      this.cardToken = value;
      return this;
    }

    public Builder deviceId(String value) {
      this.deviceId = value;
      return this;
    }

    public Builder ipAddress(String value) {
      this.ipAddress = value;
      return this;
    }

    public Builder counterpartyId(String value) {
      this.counterpartyId = value;
      return this;
    }

    public Builder country(String value) {
      this.country = value;
      return this;
    }

    public Builder location(double latitudeDegrees, double longitudeDegrees) {
      this.latitude = latitudeDegrees;
      this.longitude = longitudeDegrees;
      return this;
    }

    public Builder producedAt(long epochMillis) {
      this.producedAt = epochMillis;
      return this;
    }

    public Transaction build() {
      return new Transaction(
          transactionId,
          userId,
          eventTime,
          amountMinor,
          currency,
          type,
          channel,
          status,
          merchantId,
          terminalId,
          mcc,
          cardToken,
          deviceId,
          ipAddress,
          counterpartyId,
          country,
          latitude,
          longitude,
          producedAt);
    }
  }
}
