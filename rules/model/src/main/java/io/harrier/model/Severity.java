package io.harrier.model;

/** How urgent an alert or a case is, in ascending order. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
