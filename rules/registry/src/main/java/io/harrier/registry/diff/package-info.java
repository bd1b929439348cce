/** What differs between two releases, in an analyst's terms. */
package io.harrier.registry.diff;
