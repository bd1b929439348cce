/** The command line, and everything on one machine: servers, reference data and both jobs. */
package io.harrier.local;
