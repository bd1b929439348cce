package io.harrier.engine.gate;

import static io.harrier.engine.gate.HostileRelease.GOOD_RULE;
import static io.harrier.engine.gate.HostileRelease.condition;
import static io.harrier.engine.gate.HostileRelease.consequence;
import static io.harrier.engine.gate.HostileRelease.hostile;

import java.util.stream.Stream;

/** Code wherever rules have a place for it, and rules that keep a reader busy. */
final class HostileRules {
  private HostileRules() {}

  /**
   * @param code a Java expression that leaves a trace if it is ever executed
   */
  static Stream<HostileRelease> all(String code) {
    return Stream.of(consequences(code), conditions(code), packages(code), sizes(), names())
        .flatMap(releases -> releases);
  }

  private static Stream<HostileRelease> consequences(String code) {
    return Stream.of(
        consequence("code in a consequence", code + ";", "only alert( 40"),
        consequence("code after an alert", "alert( 1, \"x\" ); " + code + ";", "only alert( 40"),
        consequence("code as a score", "alert( " + code + ", \"x\" );", "only alert( 40"),
        consequence("code added to a reason", "alert( 1, \"x\" + " + code + " );", "only alert"),
        consequence("code behind a comment", "alert( 1, \"x\" ); /* */ " + code + ";", "only aler"),
        consequence("a comment that is not closed", "alert( 1, \"x\" ); /* " + code, "not closed"),
        consequence("an escaped line break", "alert( 1, \"x\\u000a" + code + "\" );", "only alert"),
        consequence(
            "an escaped quote", "alert( 1, \"x\\u0022); " + code + ";//\" );", "only alert"),
        consequence("an octal escape", "alert( 1, \"x\\042); " + code + ";//\" );", "only alert"),
        consequence("an escaped keyword", "\\u0061lert( 1, \"x\" );", "only alert( 40"),
        consequence("a loop", "while ( true ) { }", "only alert( 40"),
        consequence("a modification", "modify( $t ) { setAmount( 5 ) }", "only alert( 40"),
        consequence("the engine itself", "drools.getKieRuntime().halt();", "only alert( 40"),
        consequence("code in a placeholder", "alert( 1, \"{" + brief(code) + "}\" );", "no known"),
        consequence("a format in a placeholder", "alert( 1, \"{amount!s}\" );", "no known prop"),
        consequence("thousands of comments", "/**/".repeat(1_900) + code, "only alert( 40"),
        consequence("thousands of escapes", "alert( 1, \"" + "\\\\".repeat(3_900), "not closed"),
        consequence("an endless reason", "alert( 1, \"" + "x".repeat(9_000) + "\" );", "longer"),
        hostile(
            "a second consequence",
            "rules.drl",
            "rule r when Transaction() do[t] then alert( 1, \"x\" ); then[t] " + code + "; end",
            1,
            "one \"then\" only"));
  }

  private static String brief(String code) {
    return code.replace("\"", "'");
  }

  private static Stream<HostileRelease> conditions(String code) {
    return Stream.of(
        condition("code in a constraint", "Transaction( " + code + " == true )", "no p"),
        condition("a call of a getter", "Transaction( getClass() != null )", "getClass"),
        condition("a call of a property", "Transaction( country.length() > 5 )", "no parts here"),
        condition("reflection", "Transaction( this.class.forName(\"x\") != null )", "no parts"),
        condition("an inline cast", "Transaction( country#String.length() > 1 )", "is not"),
        condition(
            "a constructor", "Transaction( new java.io.File(\"x\") != null )", "has no property"),
        condition("a static call", "Transaction( java.lang.System.exit(0) == 0 )", "no parts here"),
        condition("an element", "Transaction( this[\"amount\"] > 5 )", "no property \"this\""),
        condition("a lambda", "Transaction( amount -> amount > 5 )", ""),
        condition("an assignment", "Transaction( amount = 5 )", "not understood"),
        condition("code in eval", "eval( " + code + " )", "\"eval\" is not allowed"),
        condition("code in an inline eval", "Transaction( eval( " + code + " ) )", ""),
        condition("code behind from", "Transaction() from " + code, "\"from\" is not allowed"),
        condition(
            "code in accumulate",
            "accumulate( Transaction( $a : amount ); $s : sum( $a ), " + code + " )",
            ""),
        condition(
            "accumulate with code",
            "Number() from accumulate( Transaction(), init( "
                + code
                + "; ) action( ; ) result( 5 ) )",
            "not allowed"),
        condition("collect", "java.util.List() from collect( Transaction() )", "\"collect\""),
        condition("forall", "forall( Transaction() )", "\"forall\" is not allowed"),
        condition("a join without", "not Transaction( amount > 5 )", "\"not\" before a pattern"),
        condition("a path", "/transactions[ amount > 5 ]", "not"),
        condition("a query", "?q( $x; )", ""),
        condition("a class", "java.lang.Runtime( )", "is not known, a pattern is over one"),
        condition("a class as a value", "Transaction( type == java.lang.Runtime )", "no parts"),
        condition("a variable of Drools", "Transaction( drools != null )", "no property"),
        condition("an annotated pattern", "Transaction() @watch( * )", "annotations are not"),
        condition("an entry point", "Transaction() from entry-point \"x\"", "entry points"),
        condition(
            "a regular expression", "Transaction( merchantId matches \"(a+)+b\" )", "regular"),
        condition(
            "a negated one", "Transaction( merchantId not matches \"a\" )", "regular express"),
        condition(
            "a glob of stars", "Transaction( mcc str[like] \"*a*a*a*a*a*a*a*a*\" )", "most 8"),
        condition(
            "a quote in a text", "Transaction( country == \"F\\u0022 || true\" )", "in a text"),
        condition("a text over two lines", "Transaction( country == \"F\nR\" )", "line break"),
        condition("a comment in a pattern", "Transaction( amount > 5 /* ) */ ) " + code, ""));
  }

  private static Stream<HostileRelease> packages(String code) {
    return Stream.of(
        hostile(
            "a function",
            "rules.drl",
            "function int f() { " + code + "; return 1; }\n",
            1,
            "function"),
        hostile(
            "a declared default",
            "rules.drl",
            "declare F\n  x : int = " + code + "\nend\n",
            1,
            "\"declare\" is"),
        hostile(
            "a declared type", "rules.drl", "\ndeclare F x : int end\n", 2, "\"declare\" is not"),
        hostile(
            "a declared enum",
            "rules.drl",
            "declare enum E A( 1 ); x : int end\n",
            1,
            "\"declare\""),
        hostile(
            "a global", "rules.drl", "global java.lang.Runtime r\n", 1, "globals are not allowed"),
        hostile("an import", "rules.drl", "import java.lang.Runtime\n", 1, "imports are neither"),
        hostile(
            "a static import", "rules.drl", "import static java.lang.System.*\n", 1, "imports are"),
        hostile(
            "a function import", "rules.drl", "import function a.B.c\n", 1, "imports are neither"),
        hostile(
            "an accumulate import", "rules.drl", "import acc a.B c\n", 1, "imports are neither"),
        hostile("a query", "rules.drl", "query \"q\" Transaction() end\n", 1, "queries are not"),
        hostile("a unit", "rules.drl", "package a; unit B;\n" + GOOD_RULE, 1, "rule units"),
        hostile("a dialect", "rules.drl", "dialect \"mvel\"\n" + GOOD_RULE, 1, "dialect"),
        hostile(
            "a declared window",
            "rules.drl",
            "declare window W Transaction() over window:time( 1m )\nend\n",
            1,
            "windows are declared"),
        attribute("a salience of code", "salience( " + code + " )", "\"salience\" is not"),
        attribute("enabled by code", "enabled( " + code + " )", "\"enabled\" is not"),
        attribute("a timer", "timer( int: 0s 1s )", "\"timer\" is not allowed"),
        attribute("a timer of code", "timer( expr: " + code + " )", "\"timer\" is not"),
        attribute("a calendar", "calendars \"x\"", "\"calendars\" is not allowed"),
        attribute("a duration", "duration( 5s )", "is not allowed"),
        hostile(
            "a parent",
            "rules.drl",
            "rule r extends other when Transaction() then end",
            1,
            "\"extends\""),
        attribute("an unknown annotation", "@java.lang.Deprecated( \"x\" )", "is not allowed"),
        attribute("code as a description", "@description( " + code + " )", "not an expression"),
        attribute("code as an id", "@id( " + code + " )", "not an expression"),
        attribute("several values", "@id( value = \"x\", other = 5 )", "not an expression"),
        attribute("an escaped quote in an id", "@id( \"x\\u0022\" )", "not an expression"));
  }

  private static HostileRelease attribute(String name, String attribute, String message) {
    String drl =
        "rule \"r\"\n"
            + attribute
            + "\nwhen Transaction() then alert( 1, \"x\" ); mark( \"m\" ); end";
    return hostile(name, "rules.drl", drl, 2, message);
  }

  private static Stream<HostileRelease> sizes() {
    String term = "amount > 5 && ";
    return Stream.of(
        condition(
            "nested brackets", "Transaction( a" + nested("[a", "]", 24) + " > 5 )", "too man"),
        condition(
            "nested generics", "Transaction( new A" + nested("<A", ">", 24) + "() == 5 )", ""),
        condition("casts", "Transaction( " + "(int)".repeat(24) + "amount == 5 )", "too many"),
        condition("parts", "Transaction( a" + ".a".repeat(50_000) + " == 5 )", "too many"),
        condition("negations", "Transaction( " + "!".repeat(50_000) + "warm )", "nested too deep"),
        condition("parentheses", "Transaction( " + nested("(", ")", 60) + " )", "nested deeper"),
        condition("patterns", "Transaction() ".repeat(21), "at most 20 patterns"),
        condition("terms", "Transaction( " + term.repeat(600) + "amount > 5 )", "500 values"),
        condition("a text", "Transaction( mcc == \"" + "x".repeat(201) + "\" )", "more than 200"),
        condition("a number", "Transaction( amount > " + "9".repeat(31) + " )", "30 digits"),
        condition("an exponent", "Transaction( amount > 1e999999999 )", ""),
        hostile("terms of a rule", "rules.drl", manyTerms(), 1, "at most 1000 are allowed"),
        hostile("rules", "rules.drl", "x".repeat(600_000), 0, "is larger than 512 KiB"),
        hostile("a file", "rules.drl", "x".repeat(1_100_000), 0, "is larger than 1 MiB"),
        hostile("only errors", "rules.drl", "rule ".repeat(80_000), 1, "not understood"));
  }

  private static String nested(String open, String close, int times) {
    return open.repeat(times) + close.repeat(times);
  }

  private static String manyTerms() {
    String list = "mcc in (" + "\"1\", ".repeat(450) + "\"1\")";
    return "rule r when Transaction( %s, %s, %s ) then alert( 1, \"x\" ); mark( \"m\" ); end"
        .formatted(list, list, list);
  }

  private static Stream<HostileRelease> names() {
    String rest = " when Transaction() then alert( 1, \"x\" ); mark( \"m\" ); end\n";
    return Stream.of(
        hostile(
            "a Cyrillic letter", "rules.drl", "\nrule \"l\u0430rge\"" + rest, 2, "mixes letters"),
        hostile("a Greek letter", "rules.drl", "rule \"v\u03bflume\"" + rest, 1, "mixes letters"),
        hostile(
            "turned text",
            "rules.drl",
            "\n\nrule \"a\u202eb\"" + rest,
            3,
            "cannot be seen (U+202E"),
        hostile("an isolate in a comment", "rules.drl", "// \u2066\n" + GOOD_RULE, 1, "U+2066"),
        hostile("a zero-width space", "rules.drl", "rule \"a\u200bb\"" + rest, 1, "U+200B"),
        hostile("a soft hyphen", "rules.drl", "rule \"a\u00adb\"" + rest, 1, "U+00AD"),
        hostile("a blank letter", "rules.drl", "rule \"a\u3164b\"" + rest, 1, "U+3164"),
        hostile("a zero byte", "rules.drl", "rule \"a\u0000b\"" + rest, 1, "U+0000"),
        hostile(
            "no text", "rules.drl", new byte[] {(byte) 0xC0, (byte) 0xAF}, 0, "is not UTF-8 text"),
        condition("a property in Cyrillic", "Transaction( \u0430mount > 5 )", "not"),
        hostile("the same rule twice", "rules.drl", GOOD_RULE + GOOD_RULE, 2, "already belongs to"),
        hostile(
            "a long name",
            "rules.drl",
            "rule \"" + "x".repeat(121) + "\"" + rest,
            1,
            "at most 120"),
        hostile("a name of signs", "rules.drl", "rule \"!\"" + rest, 1, "no id can be made"));
  }
}
