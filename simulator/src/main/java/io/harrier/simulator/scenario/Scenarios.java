package io.harrier.simulator.scenario;

import java.util.List;

/** Every scenario, one for each typology. */
final class Scenarios {
  static final List<Scenario> ALL =
      List.of(
          new CardTesting(),
          new VelocityBurst(),
          new AccountTakeover(),
          new ImpossibleTravel(),
          new DormantAwakening(),
          new BustOut(),
          new Mule(),
          new Structuring(),
          new TerminalCompromise(),
          new NightSpree(),
          new HighRiskUser(),
          new RefundAbuse());

  private Scenarios() {}
}
