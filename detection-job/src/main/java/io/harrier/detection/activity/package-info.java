/** How much goes on by minute, country and channel. */
package io.harrier.detection.activity;
