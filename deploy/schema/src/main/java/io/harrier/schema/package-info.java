/** The tables of the schema {@code fraud}, as migrations that Flyway runs; uses Flyway and JDBC. */
package io.harrier.schema;
