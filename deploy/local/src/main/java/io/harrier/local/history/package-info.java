/** History out of a running platform: ranges of a topic, risk scores, releases. */
package io.harrier.local.history;
