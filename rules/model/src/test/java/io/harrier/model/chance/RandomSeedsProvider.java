package io.harrier.model.chance;

import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The seed that was asked for, or as many as the annotation says. */
final class RandomSeedsProvider extends AnnotationBasedArgumentsProvider<RandomSeeds> {
  static final String PROPERTY = "harrier.test.seed";

  /** What {@link Random} tells apart. */
  private static final long SEEDS = 1L << 48;

  /** Begins elsewhere in every JVM. */
  private static final Random RANDOM = new Random();

  @Override
  protected Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context, RandomSeeds seeds) {
    return seeds(seeds.value(), System.getProperty(PROPERTY)).mapToObj(Arguments::of);
  }

  /**
   * @param asked the seed to replay, or null
   */
  static LongStream seeds(int count, String asked) {
    return asked == null ? RANDOM.longs(count, 0, SEEDS) : LongStream.of(Long.parseLong(asked));
  }
}
