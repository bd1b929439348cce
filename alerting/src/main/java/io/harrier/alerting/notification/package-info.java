/** Tells a webhook about new cases: signed, retried, at least once; uses the JDK's HTTP client. */
package io.harrier.alerting.notification;
