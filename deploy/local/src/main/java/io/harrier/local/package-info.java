/** What every part on this machine needs: how a command fails, who is watching, what stops it. */
package io.harrier.local;
