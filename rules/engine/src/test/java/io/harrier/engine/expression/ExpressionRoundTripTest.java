package io.harrier.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExpressionRoundTripTest {

  @Property(tries = 2000)
  void whatIsPrintedIsReadBackAsTheSameTree(@ForAll("expressions") Expression expression)
      throws InvalidExpressionException {
    String printed = ExpressionPrinter.print(expression);
    assertThat(ExpressionParser.parse(printed, RandomExpressions.SCOPE)).isEqualTo(expression);
  }

  @Provide
  Arbitrary<Expression> expressions() {
    return RandomExpressions.expressions();
  }
}
