/** What analysts do with cases, over plain JDBC; knows nothing of Flink. */
package io.harrier.alerting.casework;
