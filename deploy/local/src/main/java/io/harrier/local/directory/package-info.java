/** The data directory: its layout, format version, lock and endpoints. Knows no server. */
package io.harrier.local.directory;
