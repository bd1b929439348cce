package io.harrier.local.platform;

import io.harrier.alerting.AlertingJob;
import io.harrier.detection.DetectionJob;
import java.util.Arrays;
import java.util.Optional;

/** The jobs of Harrier, and what each is called where. */
public enum HarrierJob {
  DETECTION("detection", "detection-job", DetectionJob.NAME, DetectionJob.class),
  ALERTING("alerting", "alerting", AlertingJob.NAME, AlertingJob.class);

  private final String folder;
  private final String module;
  private final String jobName;
  private final String mainClass;

  HarrierJob(String folder, String module, String jobName, Class<?> mainClass) {
    this.folder = folder;
    this.module = module;
    this.jobName = jobName;
    this.mainClass = mainClass.getName();
  }

  /** The job that a main class submits. */
  public static Optional<HarrierJob> ofMainClass(String mainClass) {
    return Arrays.stream(values()).filter(job -> job.mainClass.equals(mainClass)).findFirst();
  }

  /** In a data directory. */
  public String folder() {
    return folder;
  }

  /** Of the build. */
  public String module() {
    return module;
  }

  /** In Flink. */
  public String jobName() {
    return jobName;
  }

  public String mainClass() {
    return mainClass;
  }
}
