package io.harrier.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import io.harrier.simulator.Pacing;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final long NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000L;

  @TempDir Path folder;
  private final List<Transaction> sent = new ArrayList<>();

  private Replay.Report replay(Replay replay) throws IOException {
    return replay.run(sent::add, Pacing.unlimited(), progress -> {});
  }

  private static Replay shipped(String map) throws Exception {
    return Replay.of(resource(map + ".csv"), ColumnMap.named(map));
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(ReplayTest.class.getResource(name).toURI());
  }

  @Test
  void readsPaySimAndReportsWhatItCannotRead() throws Exception {
    Replay.Report report = replay(shipped("paysim"));

    assertThat(report.progress()).isEqualTo(new Replay.Progress(6, 4, 2));
    assertThat(report.badLines())
        .containsExactly(
            new Replay.BadLine(5, "the map has nothing for \"BARTER\" in column \"type\""),
            new Replay.BadLine(6, "\"not-a-number\" in column \"amount\" is no amount"));
    assertThat(sent)
        .extracting(Transaction::type)
        .containsExactly(
            TransactionType.PURCHASE,
            TransactionType.TRANSFER,
            TransactionType.WITHDRAWAL,
            TransactionType.PURCHASE);
    assertThat(sent.get(0).transactionId()).isEqualTo("paysim-2");
    assertThat(sent.get(0).amountMinor()).isEqualTo(12_050);
    assertThat(sent.get(2).eventTime()).isEqualTo(NEW_YEAR + 3 * HOUR);
    assertThat(sent.get(2).counterpartyId()).isEqualTo("C4001");
  }

  @Test
  void readsSparkovWithoutPassingOnCardNumbers() throws Exception {
    Replay.Report report = replay(shipped("sparkov"));

    assertThat(report.badLines()).isEmpty();
    assertThat(sent).hasSize(2);
    Transaction first = sent.get(0);
    assertThat(first.userId()).startsWith("card-x").isEqualTo(sent.get(1).userId());
    assertThat(first.eventTime()).isEqualTo(NEW_YEAR + 18_000);
    assertThat(first.channel()).isEqualTo(Channel.ECOMMERCE);
    assertThat(first.merchantId()).isEqualTo("fraud_North, South and Sons");
    assertThat(first.latitude()).isEqualTo(36.011293);
    assertThat(sent.get(1).channel()).isEqualTo(Channel.POS);
    assertThat(sent.get(1).mcc()).isEqualTo("5411");
    assertThat(sent.toString()).doesNotContain("4111111111111111");
  }

  @Test
  void readsAmlSim() throws Exception {
    Replay.Report report = replay(shipped("amlsim"));

    assertThat(report.badLines()).isEmpty();
    assertThat(sent.get(1).eventTime()).isEqualTo(NEW_YEAR + 48 * HOUR);
    assertThat(sent.get(1).amountMinor()).isEqualTo(56_464);
    assertThat(sent.get(1).userId()).isEqualTo("101");
    assertThat(sent.get(1).counterpartyId()).isEqualTo("201");
  }

  @Test
  void readsConvertedAmlSim() throws Exception {
    assertThat(replay(shipped("amlsim-converted")).badLines()).isEmpty();
    assertThat(sent.get(0).eventTime()).isEqualTo(NEW_YEAR);
  }

  @Test
  void readsJsonLinesOfTheContract() throws Exception {
    Path file = folder.resolve("some.jsonl");
    Files.writeString(
        file,
        """
        {"transactionId":"t1","userId":"u1","eventTime":5,"amountMinor":7,"currency":"EUR","type":"PURCHASE","channel":"POS"}

        {"transactionId":"t2","userId":"u1","eventTime":5,"amountMinor":-7,"currency":"EUR","type":"PURCHASE","channel":"POS"}
        """);

    Replay.Report report = replay(Replay.of(file));

    assertThat(sent).extracting(Transaction::transactionId).containsExactly("t1");
    assertThat(report.badLines()).extracting(Replay.BadLine::number).containsExactly(2L, 3L);
    assertThat(report.badLines().get(0).problem()).isEqualTo("the line is empty");
    assertThat(report.badLines().get(1).problem()).startsWith("OUT_OF_RANGE");
  }

  @Test
  void readsCsvWithTheContractsNames() throws Exception {
    Path file = folder.resolve("some.csv");
    Files.writeString(
        file,
        """
        transactionId,userId,eventTime,amountMinor,currency,type,channel,country
        t1,u1,5,700,EUR,PURCHASE,POS,DE
        t2,u1,5,700,EUR,PURCHASE
        """);

    Replay.Report report = replay(Replay.of(file));

    assertThat(sent).singleElement().extracting(Transaction::country).isEqualTo("DE");
    assertThat(report.badLines()).extracting(Replay.BadLine::number).containsExactly(3L);
  }

  @Test
  void mapsSayWhatIsWrongWithThem() {
    assertThatThrownBy(() -> ColumnMap.parse("userId: {colum: a}", "my-map"))
        .isInstanceOf(InvalidMapException.class)
        .hasMessage("my-map: userId: there is no option \"colum\"");
    assertThatThrownBy(() -> ColumnMap.parse("user: {column: a}", "my-map"))
        .hasMessage("my-map: a transaction has no field \"user\" that a map could give");
    assertThatThrownBy(() -> ColumnMap.parse("userId: {column: a}", "my-map"))
        .hasMessageStartingWith("my-map: the map does not give [transactionId,");
    assertThatThrownBy(() -> ColumnMap.named("nowhere"))
        .hasMessageContaining("shipped are paysim, sparkov, amlsim");
  }

  @Test
  void otherKindsOfFilesAreRefused() {
    assertThatThrownBy(() -> replay(Replay.of(folder.resolve("some.xlsx"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("*.jsonl or *.csv");
  }
}
