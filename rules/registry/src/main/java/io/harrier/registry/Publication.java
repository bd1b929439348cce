package io.harrier.registry;

/**
 * What publishing came to.
 *
 * @param release the release that decides from now on
 * @param isNew false if exactly this content decided already: then nothing was changed
 */
public record Publication(Release release, boolean isNew) {}
