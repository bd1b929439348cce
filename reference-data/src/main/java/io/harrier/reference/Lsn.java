package io.harrier.reference;

/** A position in Postgres' log, as Postgres writes it. */
final class Lsn {
  private Lsn() {}

  static String text(long position) {
    return "%X/%X".formatted(position >>> 32, position & 0xffff_ffffL);
  }
}
