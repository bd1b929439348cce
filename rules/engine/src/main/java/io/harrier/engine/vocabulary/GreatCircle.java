package io.harrier.engine.vocabulary;

/** Distances on a sphere with the earth's mean radius. */
public final class GreatCircle {
  /** Mean radius R1 of the IUGG, kilometres. */
  private static final double EARTH_RADIUS_KM = 6371.0088;

  private GreatCircle() {}

  /** By the haversine formula, which keeps its precision for small distances; degrees, WGS 84. */
  public static double kilometres(
      double latitude1, double longitude1, double latitude2, double longitude2) {
    double phi1 = Math.toRadians(latitude1);
    double phi2 = Math.toRadians(latitude2);
    double sinHalfPhi = Math.sin((phi2 - phi1) / 2);
    double sinHalfLambda = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
    double haversine =
        sinHalfPhi * sinHalfPhi + Math.cos(phi1) * Math.cos(phi2) * sinHalfLambda * sinHalfLambda;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
  }
}
