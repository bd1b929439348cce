/**
 * Suppression and cases: what one user's alerts amount to, and the operator that keeps it. The
 * logic is plain Java.
 */
package io.harrier.alerting.cases;
