package io.harrier.model.chance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test of one {@code long}, the seed of all its randomness, which runs with other seeds every
 * time.
 *
 * <p>A seed that fails is in the name of the test, and below the failure; to replay it alone:
 * {@code -Dharrier.test.seed=SEED}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ParameterizedTest(name = "seed {0}")
@ArgumentsSource(RandomSeedsProvider.class)
@ExtendWith(NameFailedSeed.class)
public @interface RandomSeeds {
  /** How many seeds the test runs with. */
  int value();
}
