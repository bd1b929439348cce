/** Asks every running part how it is. Light enough to answer within a second. */
package io.harrier.local.health;
