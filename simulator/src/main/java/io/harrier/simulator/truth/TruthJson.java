package io.harrier.simulator.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** JSON of {@link Truth}; the field {@code kind} tells a transaction from an episode. */
public final class TruthJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TRANSACTION = "transaction";
  private static final String EPISODE = "episode";

  private TruthJson() {}

  /** UTF-8 JSON of one value. */
  public static byte[] encode(Truth truth) {
    ObjectNode json = MAPPER.createObjectNode();
    if (truth instanceof Truth.FraudulentTransaction transaction) {
      json.put("kind", TRANSACTION);
      json.put("transactionId", transaction.transactionId());
      common(json, truth);
      json.put("eventTime", transaction.eventTime());
    } else if (truth instanceof Truth.Episode episode) {
      json.put("kind", EPISODE);
      common(json, truth);
      json.put("start", episode.start());
      json.put("end", episode.end());
      episode.transactionIds().forEach(json.putArray("transactionIds")::add);
    }
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void common(ObjectNode json, Truth truth) {
    json.put("userId", truth.userId());
    json.put("typology", truth.typology().name());
    json.put("episodeId", truth.episodeId());
  }

  /**
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static Truth decode(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      String userId = text(node, "userId");
      Typology typology = Typology.valueOf(text(node, "typology"));
      String episodeId = text(node, "episodeId");
      return switch (text(node, "kind")) {
        case TRANSACTION ->
            new Truth.FraudulentTransaction(
                text(node, "transactionId"), userId, typology, episodeId, time(node, "eventTime"));
        case EPISODE -> {
          List<String> ids = new ArrayList<>();
          required(node, "transactionIds").forEach(id -> ids.add(id.asText()));
          yield new Truth.Episode(
              episodeId, userId, typology, time(node, "start"), time(node, "end"), ids);
        }
        default -> throw new IllegalArgumentException("kind is neither transaction nor episode");
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
  }

  private static JsonNode required(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new IllegalArgumentException("the field " + field + " is missing");
    }
    return value;
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = required(node, field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the field " + field + " is not a text");
    }
    return value.asText();
  }

  private static long time(JsonNode node, String field) {
    JsonNode value = required(node, field);
    if (!value.canConvertToLong()) {
      throw new IllegalArgumentException("the field " + field + " is not a time");
    }
    return value.asLong();
  }
}
