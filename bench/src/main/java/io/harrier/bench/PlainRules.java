package io.harrier.bench;

import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.Model;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The rules of {@link EngineRelease} given to Drools as they are written: three facts, joined. A
 * reused session, as Harrier's.
 */
public final class PlainRules {
  private static final String HEADER =
      """
      package bench
      import io.harrier.bench.PlainRules.Transaction
      import io.harrier.bench.PlainRules.Activity
      import io.harrier.bench.PlainRules.Risk
      import function io.harrier.bench.PlainRules.alert
      import function io.harrier.bench.PlainRules.mark
      """;

  private static long fired;

  private final KieSession session;

  PlainRules() throws ReflectiveOperationException {
    KieServices services = KieServices.Factory.get();
    KieFileSystem files = services.newKieFileSystem();
    // The annotations are Harrier's: Drools would look for classes of these names.
    String rules = EngineRelease.rules().replaceAll("@id.*", "");
    files.write(
        "src/main/resources/bench/rules.drl", (HEADER + rules).getBytes(StandardCharsets.UTF_8));
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR)) {
      throw new IllegalStateException("the plain rules do not compile: " + builder.getResults());
    }
    session =
        KieBaseBuilder.createKieBaseFromModel(model((InternalKieModule) builder.getKieModule()))
            .newKieSession();
  }

  private static Model model(InternalKieModule module) throws ReflectiveOperationException {
    ClassLoader loader =
        new ClassLoader(PlainRules.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = module.getBytes(name.replace('.', '/') + ".class");
            if (bytes == null) {
              throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
          }
        };
    String file =
        module.getFileNames().stream().filter(f -> f.endsWith("/drools-model")).findAny().get();
    String name = new String(module.getBytes(file), StandardCharsets.UTF_8).lines().toList().get(1);
    return (Model) loader.loadClass(name).getDeclaredConstructor().newInstance();
  }

  /** Returns how many rules have fired since the beginning. */
  long evaluate(io.harrier.model.Transaction transaction, FeatureValues values, RiskScore risk) {
    FactHandle first = session.insert(new Transaction(transaction));
    FactHandle second = session.insert(new Activity(values));
    FactHandle third = risk == null ? null : session.insert(new Risk(risk));
    session.fireAllRules();
    session.delete(first);
    session.delete(second);
    if (third != null) {
      session.delete(third);
    }
    return fired;
  }

  public static void alert(int score, String reason) {
    fired++;
  }

  public static void mark(String name) {
    fired++;
  }

  public static final class Transaction {
    private final io.harrier.model.Transaction of;

    Transaction(io.harrier.model.Transaction of) {
      this.of = of;
    }

    public String getType() {
      return of.type().name();
    }

    public String getChannel() {
      return of.channel().name();
    }

    public String getStatus() {
      return of.status().name();
    }

    public BigDecimal getAmount() {
      return BigDecimal.valueOf(of.amountMinor(), 2);
    }

    public String getCountry() {
      return of.country();
    }

    public String getMcc() {
      return of.mcc();
    }

    public String getDeviceId() {
      return of.deviceId();
    }

    public String getCounterpartyId() {
      return of.counterpartyId();
    }

    public long getHour() {
      return of.eventTime() / 3_600_000 % 24;
    }
  }

  public static final class Activity {
    private final FeatureValues of;

    Activity(FeatureValues of) {
      this.of = of;
    }

    public Long getBurst5m() {
      return (Long) of.get(0);
    }

    public BigDecimal getSpent24h() {
      return (BigDecimal) of.get(1);
    }

    public Long getDeclined1h() {
      return (Long) of.get(2);
    }

    public Long getMerchants6h() {
      return (Long) of.get(3);
    }

    public BigDecimal getUsual12h() {
      return (BigDecimal) of.get(4);
    }
  }

  public static final class Risk {
    private final RiskScore of;

    Risk(RiskScore of) {
      this.of = of;
    }

    public double getScore() {
      return of.score();
    }
  }
}
