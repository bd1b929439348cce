package io.harrier.engine.release;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Release folders for tests. */
public final class ReleaseFixture {
  private static final List<List<String>> CORRIDORS =
      List.of(
          List.of("RuleSet", "corridors"),
          List.of("RuleTable Corridors"),
          List.of("CONDITION", "CONDITION", "ACTION", "METADATA"),
          List.of("Transaction", "Transaction", "", ""),
          List.of(
              "country == \"$param\"",
              "currency == \"$param\"",
              "alert( $param, \"unusual corridor\" );",
              "id(\"$param\")"),
          List.of("Country", "Currency", "Score", "Id"),
          List.of("FR", "JPY", "12", "corridor-fr-jpy"),
          List.of("DE", "GBP", "11", "corridor-de-gbp"));

  private ReleaseFixture() {}

  /** A copy of the complete release, with a decision table as a workbook. */
  public static Path complete(Path directory) {
    try {
      Path source =
          Path.of(ReleaseFixture.class.getResource("/releases/complete/release.yaml").toURI())
              .getParent();
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.sorted().toList()) {
          Path target = directory.resolve(source.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else {
            Files.copy(file, target);
          }
        }
      }
      workbook(directory.resolve("corridors.xlsx"), CORRIDORS);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a workbook of one sheet, from its first cell on. */
  static void workbook(Path file, List<List<String>> cells) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      Sheet sheet = workbook.createSheet("Tables");
      for (int i = 0; i < cells.size(); i++) {
        Row row = sheet.createRow(i);
        for (int j = 0; j < cells.get(i).size(); j++) {
          row.createCell(j).setCellValue(cells.get(i).get(j));
        }
      }
      workbook.write(out);
    }
  }
}
