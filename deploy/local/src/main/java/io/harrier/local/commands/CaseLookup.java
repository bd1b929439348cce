package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseFile;
import io.harrier.alerting.casework.CaseRepository;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.Endpoints;

/** The cases of what runs on a data directory. */
final class CaseLookup {
  private CaseLookup() {}

  static CaseRepository repository(DataOption data) {
    return CaseRepository.at(Endpoints.require(data.directory()).postgres(), null, null);
  }

  static CaseFile require(CaseRepository repository, String caseId) {
    return repository
        .show(caseId)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "there is no case " + caseId + ": ./harrier cases list --all shows them"));
  }
}
