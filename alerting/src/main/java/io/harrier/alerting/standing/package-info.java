/** Where each user stands, in Redis, for whoever must know within milliseconds; uses lettuce. */
package io.harrier.alerting.standing;
