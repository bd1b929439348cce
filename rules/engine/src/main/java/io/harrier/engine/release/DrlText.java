package io.harrier.engine.release;

import io.harrier.engine.release.BoundedTokens.TooManyLooksException;
import io.harrier.engine.release.DrlReader.Source;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.runtime.RecognitionException;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DRLFactory;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.lang.DRLLexer;
import org.drools.drl.parser.lang.DRLParser;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Parses rules with Drools' parser, which executes nothing, within bounds of size, depth and work.
 */
final class DrlText {
  private static final LanguageLevelOption LEVEL = LanguageLevelOption.DRL6;
  private static final Pattern POSITION =
      Pattern.compile("^(?:\\[ERR \\d+] )?(?:Line \\d+:\\d+ )?(.*)$", Pattern.DOTALL);

  private DrlText() {}

  /** Nothing when there is a problem. */
  static Optional<PackageDescr> parse(Source source, String drl) {
    if (drl.length() > Limits.MAX_DRL_LENGTH) {
      source.problem(0, "is larger than " + Limits.MAX_DRL_LENGTH / 1024 + " KiB, split it");
      return Optional.empty();
    }
    int deep = lineOfDeepNesting(drl);
    if (deep > 0) {
      source.problem(deep, "parentheses are nested deeper than " + Limits.MAX_DRL_NESTING);
      return Optional.empty();
    }
    DRLLexer lexer = DRLFactory.buildLexer(drl, LEVEL);
    BoundedTokens tokens = new BoundedTokens(lexer);
    if (!lexer.getErrors().isEmpty()) {
      refuseUnclosed(source, drl, lexer);
      return Optional.empty();
    }
    try {
      DRLParser parser = DRLFactory.getDRLParser(tokens, LEVEL);
      PackageDescr parsed = parser.compilationUnit();
      for (DroolsParserException error : parser.getErrors()) {
        source.problem(error.getLineNumber(), "not understood: " + message(error));
      }
      if (parsed == null && !parser.hasErrors()) {
        source.problem(0, "cannot be read as rules");
      }
      return parser.hasErrors() ? Optional.empty() : Optional.ofNullable(parsed);
    } catch (TooManyLooksException e) {
      source.problem(e.line(), "cannot be read here: too many brackets, types or parts in one");
    } catch (StackOverflowError e) {
      source.problem(tokens.line(), "cannot be read here: nested too deeply");
    } catch (RecognitionException | RuntimeException e) {
      source.problem(tokens.line(), "cannot be read as rules: " + e);
    }
    return Optional.empty();
  }

  /** The parser would take what it could read before, and leave out the rules after it. */
  private static void refuseUnclosed(Source source, String drl, DRLLexer lexer) {
    int unclosed = UnclosedText.lineOf(drl);
    if (unclosed > 0) {
      source.problem(unclosed, "a text or a comment begins here that is not closed");
    } else {
      for (DroolsParserException error : lexer.getErrors()) {
        source.problem(error.getLineNumber(), "not understood: " + message(error));
      }
    }
  }

  private static String message(DroolsParserException error) {
    String text = String.valueOf(error.getMessage());
    Matcher message = POSITION.matcher(text);
    return message.matches() ? message.group(1) : text;
  }

  /** Protects the recursive parser's stack. */
  private static int lineOfDeepNesting(String drl) {
    int depth = 0;
    int line = 1;
    for (int i = 0; i < drl.length(); i++) {
      switch (drl.charAt(i)) {
        case '\n' -> line++;
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
      if (depth > Limits.MAX_DRL_NESTING) {
        return line;
      }
    }
    return 0;
  }
}
