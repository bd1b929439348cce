package io.harrier.simulator.population;

import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;

/** Puts together the transactions that users and fraudsters make. Amounts are in major units. */
public final class Payments {
  /** Every simulated currency has two decimals. */
  private static final int MINOR_UNITS = 100;

  private static final int MAX_TERMINALS = 2;

  private Payments() {}

  /** At one of the merchant's terminals with the card, or online with the card's number. */
  public static Transaction purchase(User user, Merchant merchant, long time, double amount) {
    return purchase(user, merchant, time, amount, TransactionStatus.APPROVED);
  }

  public static Transaction purchase(
      User user, Merchant merchant, long time, double amount, TransactionStatus status) {
    Transaction.Builder builder =
        paid(user, merchant, time, amount).type(TransactionType.PURCHASE).status(status);
    if (merchant.category().isOnline()) {
      return builder
          .channel(Channel.ECOMMERCE)
          .ipAddress(user.ipAddress())
          .deviceId(user.device())
          .country(user.home().country())
          .build();
    }
    int terminal = (user.index() & Integer.MAX_VALUE) % MAX_TERMINALS;
    return builder
        .channel(Channel.POS)
        .terminalId(merchant.terminals().get(terminal))
        .country(merchant.city().country())
        .location(merchant.latitude(), merchant.longitude())
        .build();
  }

  /** Money back from a merchant. */
  public static Transaction refund(User user, Merchant merchant, long time, double amount) {
    return paid(user, merchant, time, amount)
        .type(TransactionType.REFUND)
        .channel(merchant.category().isOnline() ? Channel.ECOMMERCE : Channel.POS)
        .build();
  }

  private static Transaction.Builder paid(User user, Merchant merchant, long time, double amount) {
    return user.begin(time)
        .amount(minor(amount), user.home().currency())
        .merchantId(merchant.id())
        .mcc(merchant.category().mcc())
        .cardToken(user.cardToken());
  }

  /** Cash from a machine. */
  public static Transaction withdrawal(User user, City city, long time, double amount) {
    return atMachine(user, city, time, amount).type(TransactionType.WITHDRAWAL).build();
  }

  /** Cash paid in at a machine. */
  public static Transaction cashDeposit(User user, City city, long time, double amount) {
    return atMachine(user, city, time, amount).type(TransactionType.DEPOSIT).build();
  }

  private static Transaction.Builder atMachine(User user, City city, long time, double amount) {
    return user.begin(time)
        .amount(minor(amount), user.home().currency())
        .channel(Channel.ATM)
        .terminalId("atm-" + city.code() + "-" + user.index() % 20)
        .mcc("6011")
        .cardToken(user.cardToken())
        .country(city.country())
        .location(city.latitude(), city.longitude());
  }

  /** A transfer from someone else's account. */
  public static Transaction credit(User user, String from, long time, double amount) {
    return user.begin(time)
        .amount(minor(amount), user.home().currency())
        .type(TransactionType.DEPOSIT)
        .channel(Channel.API)
        .counterpartyId(from)
        .country(user.home().country())
        .build();
  }

  /** A transfer to someone else's account. */
  public static Transaction transfer(
      User user, String to, long time, double amount, String device, String ipAddress) {
    return user.begin(time)
        .amount(minor(amount), user.home().currency())
        .type(TransactionType.TRANSFER)
        .channel(Channel.MOBILE)
        .counterpartyId(to)
        .deviceId(device)
        .ipAddress(ipAddress)
        .country(user.home().country())
        .build();
  }

  public static Transaction login(
      User user, long time, String device, String ipAddress, TransactionStatus status) {
    return user.begin(time)
        .amount(0, user.home().currency())
        .type(TransactionType.LOGIN)
        .channel(Channel.MOBILE)
        .status(status)
        .deviceId(device)
        .ipAddress(ipAddress)
        .country(user.home().country())
        .build();
  }

  private static long minor(double amount) {
    return Math.max(1, Math.round(amount * MINOR_UNITS));
  }
}
