package io.harrier.simulator.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harrier.model.Transaction;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/** Makes a transaction of texts, by the same rules as the topic's records. */
final class TransactionAssembler {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TransactionAssembler() {}

  static Transaction assemble(Map<String, String> texts) throws BadLineException {
    ObjectNode json = MAPPER.createObjectNode();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      String field = text.getKey();
      switch (field) {
        case "eventTime", "amountMinor", "latitude", "longitude" ->
            json.put(field, number(field, text.getValue()));
        default -> json.put(field, text.getValue());
      }
    }
    try {
      return TransactionJson.decode(MAPPER.writeValueAsBytes(json));
    } catch (RejectedException e) {
      throw new BadLineException(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BigDecimal number(String field, String text) throws BadLineException {
    try {
      return new BigDecimal(text.trim());
    } catch (NumberFormatException e) {
      throw new BadLineException(field + ": \"" + text + "\" is no number");
    }
  }
}
