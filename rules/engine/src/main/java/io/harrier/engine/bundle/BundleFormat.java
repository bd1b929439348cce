package io.harrier.engine.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A bundle's bytes: a zip file of {@code manifest.json}, {@code rules.drl} and {@code classes.zip}.
 * The inner file is not compressed by itself: the classes are many, small and alike, and compress
 * ten times better together.
 */
final class BundleFormat {
  static final int MAX_BUNDLE_BYTES = 16 << 20;
  static final int MAX_CONTENT_BYTES = 128 << 20;
  static final int MAX_CLASSES = 60_000;

  private static final String MANIFEST = "manifest.json";
  private static final String RULES = "rules.drl";
  private static final String CLASSES = "classes.zip";
  private static final String CLASS_SUFFIX = ".class";

  /** The earliest that a zip file can say: nothing depends on when a bundle was made. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private BundleFormat() {}

  static byte[] pack(Bundle bundle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(9);
      add(zip, MANIFEST, ManifestWriter.write(bundle));
      add(zip, RULES, bundle.drl().getBytes(StandardCharsets.UTF_8));
      add(zip, CLASSES, store(bundle.classes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.size() > MAX_BUNDLE_BYTES) {
      throw new IllegalStateException(
          "the bundle has " + bytes.size() + " bytes, more than " + MAX_BUNDLE_BYTES);
    }
    return bytes.toByteArray();
  }

  static Bundle unpack(byte[] bytes) throws InvalidBundleException {
    if (bytes.length > MAX_BUNDLE_BYTES) {
      throw new InvalidBundleException(
          "the bundle has " + bytes.length + " bytes, more than " + MAX_BUNDLE_BYTES, null);
    }
    try {
      Map<String, byte[]> parts = read(bytes, 3);
      for (String part : new String[] {MANIFEST, RULES, CLASSES}) {
        if (!parts.containsKey(part)) {
          throw new InvalidBundleException("the bundle has no " + part, null);
        }
      }
      SortedMap<String, byte[]> classes = new TreeMap<>();
      read(parts.get(CLASSES), MAX_CLASSES)
          .forEach((file, content) -> classes.put(className(file), content));
      String drl = new String(parts.get(RULES), StandardCharsets.UTF_8);
      return ManifestReader.read(parts.get(MANIFEST), drl, classes);
    } catch (IOException e) {
      throw new InvalidBundleException("the bundle is broken: " + e.getMessage(), e);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] store(SortedMap<String, byte[]> classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> compiled : classes.entrySet()) {
        ZipEntry entry = new ZipEntry(compiled.getKey().replace('.', '/') + CLASS_SUFFIX);
        CRC32 crc = new CRC32();
        crc.update(compiled.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(compiled.getValue().length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(compiled.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> read(byte[] zipped, int maxEntries) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    long left = MAX_CONTENT_BYTES;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        byte[] content = readAtMost(zip, left);
        left -= content.length;
        if (entries.put(entry.getName(), content) != null || entries.size() > maxEntries) {
          throw new IOException("unexpected entry " + entry.getName());
        }
      }
    }
    return entries;
  }

  private static byte[] readAtMost(InputStream in, long max) throws IOException {
    byte[] content = in.readNBytes((int) Math.min(max + 1, Integer.MAX_VALUE));
    if (content.length > max) {
      throw new IOException("its content is larger than " + MAX_CONTENT_BYTES + " bytes");
    }
    return content;
  }

  private static String className(String file) {
    return file.endsWith(CLASS_SUFFIX)
        ? file.substring(0, file.length() - CLASS_SUFFIX.length()).replace('/', '.')
        : file;
  }
}
