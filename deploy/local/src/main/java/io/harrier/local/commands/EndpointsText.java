package io.harrier.local.commands;

import io.harrier.local.directory.Endpoints;
import java.io.PrintWriter;
import java.net.URI;

/** The endpoints for people, and how to look into them with the usual tools. */
final class EndpointsText {
  private EndpointsText() {}

  static void print(PrintWriter out, Endpoints endpoints) {
    out.printf("  kafka     %s%n", endpoints.kafka());
    out.printf("  postgres  %s%n", endpoints.postgres());
    out.printf("  redis     %s%n", endpoints.redis());
    out.printf("  flink     %s%n", endpoints.flink());
  }

  static void printHints(PrintWriter out, Endpoints endpoints) {
    out.println("Look around:");
    out.printf("  kcat -b %s -t decisions -o end%n", endpoints.kafka());
    out.printf(
        "  kcat -b %s -t alerts -o beginning -X isolation.level=read_committed%n",
        endpoints.kafka());
    String psql = psqlUrl(endpoints.postgres());
    out.printf(
        "  psql '%s' -c 'select case_id, user_id, severity, score from fraud.cases'%n", psql);
    URI redis = URI.create(endpoints.redis());
    out.printf("  redis-cli -h %s -p %d hgetall standing:USER%n", redis.getHost(), redis.getPort());
  }

  /** {@code postgresql://user@host:port/database} from the JDBC URL. */
  static String psqlUrl(String jdbcUrl) {
    URI url = URI.create(jdbcUrl.substring("jdbc:".length()));
    String user = "";
    String query = url.getQuery() == null ? "" : url.getQuery();
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith("user=")) {
        user = parameter.substring("user=".length()) + "@";
      }
    }
    return "postgresql://" + user + url.getHost() + ":" + url.getPort() + url.getPath();
  }
}
