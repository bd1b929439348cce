package io.harrier.engine.gate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks that no spreadsheet program should be asked to open. */
final class Workbooks {
  static final String ENTITIES =
      "<!DOCTYPE e [<!ENTITY a \"x\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><e>&b;</e>";

  private static final byte[] GOOD = table("amount > $param", "5");

  private Workbooks() {}

  static byte[] table(String template, String value) {
    return workbook(
        sheet -> {
          List<List<String>> rows =
              List.of(
                  List.of("RuleTable T"),
                  List.of("CONDITION", "ACTION"),
                  List.of("Transaction", ""),
                  List.of(template, "alert( 1, \"x\" );"),
                  List.of("A", "B"),
                  List.of(value, "x"));
          for (int i = 0; i < rows.size(); i++) {
            Row row = sheet.createRow(i);
            for (int j = 0; j < rows.get(i).size(); j++) {
              row.createCell(j).setCellValue(rows.get(i).get(j));
            }
          }
        });
  }

  static byte[] formula() {
    return workbook(sheet -> sheet.createRow(1).createCell(0).setCellFormula("REPT(\"x\",9999)"));
  }

  static byte[] hiddenRow() {
    return workbook(
        sheet -> {
          sheet.createRow(1).createCell(0).setCellValue("x");
          sheet.getRow(1).setZeroHeight(true);
        });
  }

  static byte[] with(String part, String content) {
    return added(part, content.getBytes(StandardCharsets.UTF_8), 1);
  }

  /** 64 MiB of nothing, in 64 KiB. */
  static byte[] bomb() {
    return added("xl/media/image", new byte[64 << 20], 1);
  }

  static byte[] manyParts() {
    return added("xl/media/image", new byte[1], 5_000);
  }

  private static byte[] added(String part, byte[] content, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(GOOD));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      ZipEntry entry;
      while ((entry = in.getNextEntry()) != null) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
      }
      for (int i = 0; i < times; i++) {
        out.putNextEntry(new ZipEntry(times == 1 ? part : part + i));
        out.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Fill {
    void fill(Sheet sheet);
  }

  private static byte[] workbook(Fill fill) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      fill.fill(workbook.createSheet("Tables"));
      workbook.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
