package io.harrier.detection.state;

import io.harrier.model.Evidence;
import io.harrier.model.ListedEntity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an alert's evidence is written. */
final class EvidenceFields {
  private static final int INTEGER = 0;
  private static final int DECIMAL = 1;
  private static final int TEXT = 2;

  private EvidenceFields() {}

  static void write(Evidence evidence, DataOutput out) throws IOException {
    out.writeInt(evidence.features().size());
    for (Map.Entry<String, Object> feature : evidence.features().entrySet()) {
      Fields.writeText(feature.getKey(), out);
      writeValue(feature.getKey(), feature.getValue(), out);
    }
    out.writeInt(evidence.errorBounds().size());
    for (Map.Entry<String, Double> bound : evidence.errorBounds().entrySet()) {
      Fields.writeText(bound.getKey(), out);
      out.writeDouble(bound.getValue());
    }
    out.writeDouble(evidence.riskScore());
    out.writeLong(evidence.riskVersion());
    out.writeBoolean(evidence.warm());
    out.writeInt(evidence.lists().size());
    for (ListedEntity entry : evidence.lists()) {
      Fields.writeEnum(entry.list(), out);
      Fields.writeEnum(entry.kind(), out);
      Fields.writeText(entry.value(), out);
      out.writeLong(entry.version());
    }
  }

  static Evidence read(DataInput in) throws IOException {
    int features = in.readInt();
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < features; i++) {
      values.put(Fields.readText(in), readValue(in));
    }
    int bounds = in.readInt();
    Map<String, Double> errorBounds = new LinkedHashMap<>();
    for (int i = 0; i < bounds; i++) {
      errorBounds.put(Fields.readText(in), in.readDouble());
    }
    double riskScore = in.readDouble();
    long riskVersion = in.readLong();
    boolean warm = in.readBoolean();
    return new Evidence(values, errorBounds, riskScore, riskVersion, readLists(in), warm);
  }

  private static List<ListedEntity> readLists(DataInput in) throws IOException {
    int size = in.readInt();
    List<ListedEntity> lists = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lists.add(
          new ListedEntity(
              Fields.readEnum(ListEntryFormat.LISTS, in),
              Fields.readEnum(ListEntryFormat.KINDS, in),
              Fields.readText(in),
              in.readLong()));
    }
    return lists;
  }

  private static void writeValue(String feature, Object value, DataOutput out) throws IOException {
    if (value instanceof Long integer) {
      out.writeByte(INTEGER);
      out.writeLong(integer);
    } else if (value instanceof BigDecimal decimal) {
      out.writeByte(DECIMAL);
      Fields.writeText(decimal.toString(), out);
    } else if (value instanceof String text) {
      out.writeByte(TEXT);
      Fields.writeText(text, out);
    } else {
      throw new IOException(
          "feature '" + feature + "' has a value that evidence cannot hold: " + value);
    }
  }

  private static Object readValue(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case INTEGER -> in.readLong();
      case DECIMAL -> new BigDecimal(Fields.readText(in));
      case TEXT -> Fields.readText(in);
      default -> throw new IOException("unknown kind of feature value: " + kind);
    };
  }
}
