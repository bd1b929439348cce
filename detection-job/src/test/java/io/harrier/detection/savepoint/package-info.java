/** Savepoints of released versions, and jobs that resume from them. */
package io.harrier.detection.savepoint;
