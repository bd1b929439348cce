package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.ActivityCount;
import io.harrier.model.Channel;
import java.io.IOException;

/** JSON of an {@link ActivityCount}. */
public final class ActivityCountJson {
  private static final String WHAT = "an activity count";

  private ActivityCountJson() {}

  /** UTF-8 JSON of one count. */
  public static byte[] encode(ActivityCount value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeNumberField("windowStart", value.windowStart());
          json.writeNumberField("windowEnd", value.windowEnd());
          json.writeStringField("country", value.country());
          json.writeStringField("channel", value.channel().name());
          json.writeStringField("currency", value.currency());
          json.writeNumberField("transactions", value.transactions());
          json.writeNumberField("amountMinor", value.amountMinor());
        });
  }

  /**
   * Reads one count; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static ActivityCount decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, WHAT, fields);
    return new ActivityCount(
        fields.windowStart,
        fields.windowEnd,
        JsonFormat.required(fields.country, "country", WHAT),
        JsonFormat.required(fields.channel, "channel", WHAT),
        JsonFormat.required(fields.currency, "currency", WHAT),
        fields.transactions,
        fields.amountMinor);
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private long windowStart;
    private long windowEnd;
    private String country;
    private Channel channel;
    private String currency;
    private long transactions;
    private long amountMinor;

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "windowStart" -> windowStart = json.getLongValue();
        case "windowEnd" -> windowEnd = json.getLongValue();
        case "country" -> country = JsonFormat.text(json);
        case "channel" -> channel = Channel.valueOf(json.getText());
        case "currency" -> currency = JsonFormat.text(json);
        case "transactions" -> transactions = json.getLongValue();
        case "amountMinor" -> amountMinor = json.getLongValue();
        default -> {}
      }
    }
  }
}
