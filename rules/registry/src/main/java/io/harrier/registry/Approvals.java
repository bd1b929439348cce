package io.harrier.registry;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Second persons' words for what releases hold. Bound to the content: an edit voids them, and
 * content that was approved once may decide again under another version.
 */
public final class Approvals {
  private final RegistryDatabase database;

  public Approvals(DataSource database) {
    this.database = new RegistryDatabase(database);
  }

  /** Gives one's word for what a release holds now. */
  public Release approve(String releaseId, String approver, Optional<String> comment) {
    return approve(releaseId, Optional.empty(), approver, comment);
  }

  /**
   * Gives one's word for what a release held when one looked at it.
   *
   * @param contentHash what was looked at
   * @throws RefusedException if the approver is its author, or it holds something else by now
   */
  public Release approve(
      String releaseId, String contentHash, String approver, Optional<String> comment) {
    return approve(releaseId, Optional.of(contentHash), approver, comment);
  }

  private Release approve(
      String releaseId, Optional<String> seen, String approver, Optional<String> comment) {
    return database.write(
        "no release was approved",
        approver,
        connection -> {
          Release release = new ReleaseTable(connection).get(releaseId);
          new ApprovalTable(connection)
              .insert(
                  release,
                  seen.orElse(release.contentHash()),
                  approver,
                  false,
                  comment.orElse(null));
          return release;
        });
  }

  /** Who has given a word for this release's content, the first first. */
  public List<Approval> of(String releaseId) {
    return database.read(
        "no approval was read",
        connection ->
            new ApprovalTable(connection).of(new ReleaseTable(connection).get(releaseId)));
  }

  /** Who lets this release's content decide; empty if it needs an approval still. */
  public Optional<String> approverOf(String releaseId) {
    return database.read(
        "no approval was read",
        connection ->
            new ApprovalTable(connection).approverOf(new ReleaseTable(connection).get(releaseId)));
  }
}
