package io.harrier.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.chance.RandomSeeds;
import java.util.Random;

class ExpressionRoundTripTest {

  @RandomSeeds(20)
  void whatIsPrintedIsReadBackAsTheSameTree(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      Expression expression = RandomExpressions.expression(random);
      String printed = ExpressionPrinter.print(expression);
      assertThat(read(printed)).as("%s", printed).isEqualTo(expression);
    }
  }

  private static Expression read(String printed) {
    try {
      return ExpressionParser.parse(printed, RandomExpressions.SCOPE);
    } catch (InvalidExpressionException e) {
      throw new AssertionError("not read back: " + printed, e);
    }
  }
}
