package io.harrier.engine.release;

import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalBranchDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.WindowReferenceDescr;

/** Says which construct is refused, and what to write in its place. */
final class ConstructNames {
  private ConstructNames() {}

  static String refusal(BaseDescr construct) {
    if (construct instanceof NotDescr) {
      return "\"not\" before a pattern is not allowed; negate inside: Transaction( !(...) )";
    } else if (construct instanceof ExistsDescr) {
      return "\"exists\" is not allowed; write the pattern alone";
    } else if (construct instanceof OrDescr) {
      return "\"or\" between patterns is not allowed; use || inside one, or write two rules";
    } else if (construct instanceof EvalDescr) {
      return "\"eval\" is not allowed; write the condition inside a pattern";
    } else if (construct instanceof ForallDescr) {
      return "\"forall\" is not allowed";
    } else if (construct instanceof AccumulateDescr) {
      return "\"accumulate\" is not allowed; declare a feature in features.yaml";
    } else if (construct instanceof CollectDescr) {
      return "\"collect\" is not allowed; declare a feature in features.yaml";
    } else if (construct instanceof FromDescr) {
      return "\"from\" is not allowed";
    } else if (construct instanceof EntryPointDescr) {
      return "entry points are not allowed";
    } else if (construct instanceof WindowReferenceDescr) {
      return "windows are declared in features.yaml";
    } else if (construct instanceof ConditionalBranchDescr) {
      return "\"if\" is not allowed in a rule; write two rules";
    }
    return "this construct is not allowed; a rule consists of patterns such as Transaction( ... )";
  }
}
