package io.harrier.simulator.population;

/** Ways of life that differ in what they do with an account. */
public enum Persona {
  /** Paid monthly, pays rent. */
  EMPLOYEE(1.0),
  /** Small amounts, transit, bars. */
  STUDENT(0.45),
  /** Fewer and calmer purchases. */
  RETIREE(0.8),
  /** Works at night, so buys at night. */
  NIGHT_WORKER(0.9),
  /** Irregular credits from ever new customers, part of which goes out again. */
  FREELANCER(1.1),
  /** Pays in the shop's takings in cash. */
  SHOPKEEPER(1.2),
  /** Active for a while, then silent for weeks; some come back. */
  SLEEPER(0.9);

  private final double spending;

  Persona(double spending) {
    this.spending = spending;
  }

  /** Factor on the amounts of purchases. */
  public double spending() {
    return spending;
  }
}
