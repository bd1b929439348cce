package io.harrier.engine.window;

/** Distances on a sphere with the earth's mean radius. */
final class GreatCircle {
  /** Mean radius R1 of the IUGG, kilometres. */
  private static final double EARTH_RADIUS = 6371.0088;

  private GreatCircle() {}

  /** Kilometres by the haversine formula, which stays precise for small distances. */
  static double kilometres(int latitudeA, int longitudeA, int latitudeB, int longitudeB) {
    double phiA = Math.toRadians(Degrees.toDouble(latitudeA));
    double phiB = Math.toRadians(Degrees.toDouble(latitudeB));
    double deltaLambda =
        Math.toRadians(Degrees.toDouble(longitudeB) - Degrees.toDouble(longitudeA));
    double sinPhi = Math.sin((phiB - phiA) / 2);
    double sinLambda = Math.sin(deltaLambda / 2);
    double haversine = sinPhi * sinPhi + Math.cos(phiA) * Math.cos(phiB) * sinLambda * sinLambda;
    return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(haversine)));
  }
}
