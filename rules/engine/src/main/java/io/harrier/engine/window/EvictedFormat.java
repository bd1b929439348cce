package io.harrier.engine.window;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The part of {@link HistoryFormat} that holds tiles. */
@SuppressWarnings("EnumOrdinal") // the ordinal is what is written
final class EvictedFormat {
  private static final FeatureTiles.Shape[] SHAPES = FeatureTiles.Shape.values();
  private static final int HEADER = 16;
  private static final int FEATURE = 64;
  private static final int TILE = 3 * 8 + 4 + 3 * 8;
  private static final int RUNS = 24 + SessionRuns.LIMIT * 16;
  private static final int NO_TEXT = -1;

  private EvictedFormat() {}

  static int boundOf(EvictedEvents evicted) {
    int bound = HEADER + evicted.runs.length * RUNS;
    for (FeatureTiles feature : evicted.features) {
      bound += FEATURE;
      if (feature.tiles != null) {
        bound += feature.tiles.size * TILE;
      } else if (feature.lastSeen != null) {
        bound += feature.lastSeen.size * 16 + feature.lastSeen.givenUp.size * TILE;
      } else if (feature.newest.text != null) {
        // No character takes more than three bytes of UTF-8.
        bound += feature.newest.text.length() * 3;
      }
    }
    return bound;
  }

  static void write(EvictedEvents evicted, ByteBuffer buffer) {
    buffer.putLong(evicted.newest);
    buffer.putChar((char) evicted.features.length);
    for (FeatureTiles feature : evicted.features) {
      write(feature, buffer);
    }
    buffer.putChar((char) evicted.runs.length);
    for (SessionRuns runs : evicted.runs) {
      buffer.putLong(runs.gap);
      buffer.putLong(runs.completeFrom);
      buffer.putInt(runs.size);
      Bulk.put(buffer, runs.first, 0, runs.size);
      Bulk.put(buffer, runs.last, 0, runs.size);
    }
  }

  static void read(EvictedEvents evicted, ByteBuffer buffer) {
    evicted.newest = buffer.getLong();
    evicted.features = new FeatureTiles[buffer.getChar()];
    for (int i = 0; i < evicted.features.length; i++) {
      evicted.features[i] = readFeature(buffer);
    }
    evicted.runs = new SessionRuns[buffer.getChar()];
    for (int i = 0; i < evicted.runs.length; i++) {
      SessionRuns runs = new SessionRuns(buffer.getLong(), buffer.getLong());
      runs.size = buffer.getInt();
      Bulk.get(buffer, runs.first, runs.size);
      Bulk.get(buffer, runs.last, runs.size);
      evicted.runs[i] = runs;
    }
  }

  private static void write(FeatureTiles feature, ByteBuffer buffer) {
    buffer.putLong(feature.key);
    buffer.put((byte) feature.shape.ordinal());
    buffer.putLong(feature.completeFrom);
    switch (feature.shape) {
      case COUNTS, AMOUNTS -> write(feature.tiles, buffer);
      case VALUES -> {
        LastSeen seen = feature.lastSeen;
        buffer.put((byte) seen.size);
        Bulk.put(buffer, seen.values, 0, seen.size);
        Bulk.put(buffer, seen.times, 0, seen.size);
        write(seen.givenUp, buffer);
      }
      case NEWEST -> write(feature.newest, buffer);
    }
  }

  private static FeatureTiles readFeature(ByteBuffer buffer) {
    long key = buffer.getLong();
    FeatureTiles.Shape shape = SHAPES[buffer.get()];
    FeatureTiles feature = new FeatureTiles(key, shape, buffer.getLong());
    switch (shape) {
      case COUNTS, AMOUNTS -> read(feature.tiles, buffer);
      case VALUES -> {
        LastSeen seen = feature.lastSeen;
        seen.size = buffer.get() & 0xFF;
        seen.resize(Math.max(4, seen.size));
        Bulk.get(buffer, seen.values, seen.size);
        Bulk.get(buffer, seen.times, seen.size);
        read(seen.givenUp, buffer);
      }
      case NEWEST -> read(feature.newest, buffer);
    }
    return feature;
  }

  private static void write(Tiles tiles, ByteBuffer buffer) {
    buffer.put((byte) tiles.size);
    Bulk.put(buffer, tiles.first, 0, tiles.size);
    Bulk.put(buffer, tiles.last, 0, tiles.size);
    Bulk.put(buffer, tiles.count, 0, tiles.size);
    if (tiles.withAmounts) {
      Bulk.put(buffer, tiles.currency, 0, tiles.size);
      Bulk.put(buffer, tiles.sum, 0, tiles.size);
      Bulk.put(buffer, tiles.min, 0, tiles.size);
      Bulk.put(buffer, tiles.max, 0, tiles.size);
    }
  }

  private static void read(Tiles tiles, ByteBuffer buffer) {
    tiles.size = buffer.get();
    tiles.resize(Math.max(4, tiles.size));
    Bulk.get(buffer, tiles.first, tiles.size);
    Bulk.get(buffer, tiles.last, tiles.size);
    Bulk.get(buffer, tiles.count, tiles.size);
    if (tiles.withAmounts) {
      Bulk.get(buffer, tiles.currency, tiles.size);
      Bulk.get(buffer, tiles.sum, tiles.size);
      Bulk.get(buffer, tiles.min, tiles.size);
      Bulk.get(buffer, tiles.max, tiles.size);
    }
  }

  private static void write(NewestEvicted newest, ByteBuffer buffer) {
    buffer.putLong(newest.time);
    buffer.putLong(newest.sameKey);
    buffer.putInt(newest.latitude);
    buffer.putInt(newest.longitude);
    if (newest.text == null) {
      buffer.putInt(NO_TEXT);
    } else {
      byte[] utf8 = newest.text.getBytes(StandardCharsets.UTF_8);
      buffer.putInt(utf8.length);
      buffer.put(utf8);
    }
  }

  private static void read(NewestEvicted newest, ByteBuffer buffer) {
    newest.time = buffer.getLong();
    newest.sameKey = buffer.getLong();
    newest.latitude = buffer.getInt();
    newest.longitude = buffer.getInt();
    int length = buffer.getInt();
    if (length != NO_TEXT) {
      byte[] utf8 = new byte[length];
      buffer.get(utf8);
      newest.text = new String(utf8, StandardCharsets.UTF_8);
    }
  }
}
