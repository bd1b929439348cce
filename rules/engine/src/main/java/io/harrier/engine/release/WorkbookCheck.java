package io.harrier.engine.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether a workbook holds a table and nothing else, before a spreadsheet library opens it: no
 * macros, no links elsewhere, no formulas, no hidden rows, and no more than it seems.
 */
final class WorkbookCheck {
  private static final Pattern SHEET = Pattern.compile("xl/worksheets/[^/]+\\.xml");
  private static final List<String> REFUSED =
      List.of(
          "vbaproject",
          "xl/externallinks/",
          "xl/embeddings/",
          "xl/activex/",
          "xl/ctrlprops/",
          "xl/connections",
          "xl/querytables/",
          "xl/model/",
          "xl/macrosheets/",
          "xl/dialogsheets/",
          "customui/");

  private final String file;
  private final Problems problems;
  private boolean safe = true;

  private WorkbookCheck(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  static boolean isSafe(String file, byte[] workbook, Problems problems) {
    WorkbookCheck check = new WorkbookCheck(file, problems);
    if (workbook.length < 4 || workbook[0] != 'P' || workbook[1] != 'K') {
      check.refuse(0, "is not an .xlsx workbook: save it as one, without a password");
      return false;
    }
    try {
      check.entries(workbook);
    } catch (IOException | IllegalArgumentException e) {
      check.refuse(0, "is a broken workbook: " + e.getMessage());
    }
    return check.safe;
  }

  private void entries(byte[] workbook) throws IOException {
    long total = 0;
    int count = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      ZipEntry entry;
      while (safe && (entry = zip.getNextEntry()) != null) {
        if (++count > Limits.MAX_WORKBOOK_ENTRIES) {
          refuse(
              0, "has more than " + Limits.MAX_WORKBOOK_ENTRIES + " parts: copy the table alone");
          return;
        }
        byte[] content = zip.readNBytes((int) (Limits.MAX_WORKBOOK_BYTES - total + 1));
        total += content.length;
        if (total > Limits.MAX_WORKBOOK_BYTES
            || content.length > (long) Limits.MAX_WORKBOOK_RATIO * workbook.length) {
          refuse(0, "unpacks to far more than it holds: copy the table alone into a new workbook");
          return;
        }
        zip.closeEntry();
        part(entry.getName(), content);
      }
    }
  }

  private void part(String name, byte[] content) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.contains("..") || name.startsWith("/") || name.indexOf('\\') >= 0) {
      refuse(0, "has a part with the path " + name);
    } else if (REFUSED.stream().anyMatch(lower::contains)) {
      refuse(
          0,
          "holds macros, controls or links to other data ("
              + name
              + "): copy the table's values into a new workbook");
    } else if (lower.endsWith(".xml") || lower.endsWith(".rels")) {
      xml(name, content);
    }
  }

  private void xml(String name, byte[] content) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    boolean sheet = SHEET.matcher(name).matches();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
      int row = 0;
      int depth = 0;
      while (safe && reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.DTD -> refuse(0, "declares XML entities (" + name + ")");
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth > 64) {
              refuse(0, "is nested too deeply (" + name + ")");
            } else if (sheet) {
              row = element(reader, row);
            }
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          default -> {}
        }
      }
      reader.close();
    } catch (XMLStreamException e) {
      refuse(0, "is a broken workbook (" + name + ")");
    }
  }

  /** The row that the element is in. */
  private int element(XMLStreamReader reader, int row) {
    switch (reader.getLocalName()) {
      case "row" -> {
        int next = number(reader.getAttributeValue(null, "r"), row + 1);
        if (isTrue(reader.getAttributeValue(null, "hidden"))) {
          refuse(next, "the row is hidden: show it, or delete it");
        }
        return next;
      }
      case "col" -> {
        if (isTrue(reader.getAttributeValue(null, "hidden"))) {
          refuse(0, "a column is hidden: show it, or delete it");
        }
      }
      case "f" -> refuse(row, "a cell holds a formula: write its value");
      default -> {}
    }
    return row;
  }

  private void refuse(int row, String message) {
    safe = false;
    problems.add(file, row, message);
  }

  private static boolean isTrue(String value) {
    return "1".equals(value) || "true".equals(value);
  }

  private static int number(String text, int otherwise) {
    return text != null && text.matches("\\d{1,7}") ? Integer.parseInt(text) : otherwise;
  }
}
