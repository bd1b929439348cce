package io.harrier.simulator.population;

/**
 * Where people live and travel to.
 *
 * @param code three letters, part of merchant ids
 * @param country ISO 3166-1 alpha-2
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param utcOffsetHours local standard time is UTC plus this
 * @param currency of the accounts of those who live there
 */
public record City(
    String code,
    String country,
    double latitude,
    double longitude,
    int utcOffsetHours,
    String currency) {

  private static final double EARTH_RADIUS_KM = 6371.0088;

  /** Great-circle distance in kilometres, by the haversine formula on a sphere of mean radius. */
  public double kilometresTo(City other) {
    double phi1 = StrictMath.toRadians(latitude);
    double phi2 = StrictMath.toRadians(other.latitude);
    double sinPhi = StrictMath.sin((phi2 - phi1) / 2);
    double sinLambda = StrictMath.sin(StrictMath.toRadians(other.longitude - longitude) / 2);
    double h =
        sinPhi * sinPhi + StrictMath.cos(phi1) * StrictMath.cos(phi2) * sinLambda * sinLambda;
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(StrictMath.min(1, StrictMath.sqrt(h)));
  }
}
