import corpus/int
import corpus/io
import corpus/list
import corpus/result

pub opaque type Account {
  Account(owner: String, balance: Int, history: List(Entry))
}

pub type Entry {
  Deposited(Int)
  Withdrawn(Int)
  Sent(Int, to: String)
  Received(Int, from: String)
}

pub type Refusal {
  Insufficient(needed: Int, available: Int)
  NotPositive(Int)
}

fn open(owner: String) -> Account {
  Account(owner: owner, balance: 0, history: [])
}

fn positive(amount: Int) -> Result(Int, Refusal) {
  case amount > 0 {
    True -> Ok(amount)
    False -> Error(NotPositive(amount))
  }
}

fn deposit(account: Account, amount: Int) -> Result(Account, Refusal) {
  use amount <- result.map(positive(amount))
  record(account, amount, Deposited(amount))
}

fn withdraw(account: Account, amount: Int) -> Result(Account, Refusal) {
  use amount <- result.try(positive(amount))
  case account.balance < amount {
    True -> Error(Insufficient(needed: amount, available: account.balance))
    False -> Ok(record(account, -amount, Withdrawn(amount)))
  }
}

fn record(account: Account, change: Int, entry: Entry) -> Account {
  Account(..account, balance: account.balance + change, history: [entry, ..account.history])
}

fn transfer(from: Account, to: Account, amount: Int) -> Result(#(Account, Account), Refusal) {
  use _ <- result.try(withdraw(from, amount))
  Ok(#(
    record(from, -amount, Sent(amount, to: to.owner)),
    record(to, amount, Received(amount, from: from.owner)),
  ))
}

pub fn main() {
  let ann = open("Ann")
  io.debug(deposit(ann, -5))
  io.debug(withdraw(ann, 10))
  let assert Ok(ann) = deposit(ann, 100)
  let assert Ok(ann) = withdraw(ann, 30)
  let assert Ok(#(ann, bob)) = transfer(ann, open("Bob"), 25)
  io.debug(ann)
  io.debug(bob)
  io.debug(transfer(bob, ann, 26))
  let total = list.fold([ann, bob], 0, fn(sum, account) { sum + account.balance })
  io.println("total " <> int.to_string(total))
}
