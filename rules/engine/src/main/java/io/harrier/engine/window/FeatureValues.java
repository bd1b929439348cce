package io.harrier.engine.window;

/**
 * The values of a release's features for one evaluated transaction, by the feature's position in
 * the release. Reused from one evaluation to the next; whoever keeps a value copies it.
 *
 * <p>A value is a {@code Long} (count, distinct, elapsed; last of an integer field), a {@code
 * BigDecimal} in major units (sum, min, max, avg of an amount; speed), a {@code String} (last of a
 * text), or {@code null} when there is nothing to say, such as the last value of an empty window.
 */
public final class FeatureValues {
  /** The error bound of a value of which nothing can be said; finite, so that JSON can carry it. */
  public static final double UNBOUNDED = Double.MAX_VALUE;

  private final Object[] values;
  private final double[] errorBounds;
  private final boolean[] cold;
  private boolean warm = true;

  public FeatureValues(int size) {
    values = new Object[size];
    errorBounds = new double[size];
    cold = new boolean[size];
  }

  public int size() {
    return values.length;
  }

  public Object get(int feature) {
    return values[feature];
  }

  /**
   * How far the true value may lie from the given one, in the value's unit; 0 when it is exact,
   * {@link #UNBOUNDED} when the true value may be anything, or absent.
   */
  public double errorBound(int feature) {
    return errorBounds[feature];
  }

  /** Whether the feature's window was covered by the history at hand. */
  public boolean isWarm(int feature) {
    return !cold[feature];
  }

  /** Whether every window was covered by the history at hand. */
  public boolean isWarm() {
    return warm;
  }

  public void set(int feature, Object value, double errorBound) {
    values[feature] = value;
    errorBounds[feature] = errorBound;
  }

  public void setWarm(int feature, boolean warm) {
    cold[feature] = !warm;
  }

  /** Says of every window together what {@link #isWarm()} answers. */
  public void setWarm(boolean warm) {
    this.warm = warm;
  }
}
