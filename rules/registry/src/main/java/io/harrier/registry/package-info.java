/** Releases: their lifecycle, storage in Postgres, publication. */
package io.harrier.registry;
