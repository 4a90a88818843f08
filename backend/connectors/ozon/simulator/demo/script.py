"""Sixty days of conversations, arranged so that every queue of an inbox has something in it."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from random import Random

from connectors.ozon.simulator.core.moments import DAY, HOUR, MINUTE, SECOND
from connectors.ozon.simulator.demo.dialogue import DOCUMENT, PHOTO, Dialogue
from connectors.ozon.simulator.demo.goods import BUYER_NAMES, PRODUCTS, Product, product_of
from connectors.ozon.simulator.demo.small_talk import CHATTER, GREETINGS, NUDGES
from connectors.ozon.simulator.demo.topics import OTHER, TOPICS, Topic

PERIOD = 60 * DAY
CONNECTED = 30 * DAY
"""Before this day the shop answered as shops do; since then it answers on time."""

LATE_HOURS = (5.2, 7.4, 11.0, 16.5, 23.0, 29.0)
NEARLY_DUE_MINUTES = (213, 219, 225, 231, 236)
LOST_HOURS = (53.0, 66.0, 91.0)
FRESH_MINUTES = (4, 11, 19, 33, 52, 75, 98, 130, 165)

WAITING_AGES = tuple(
    int(age)
    for age in (
        *(hours * HOUR for hours in LATE_HOURS),
        *(minutes * MINUTE for minutes in NEARLY_DUE_MINUTES),
        *(hours * HOUR for hours in LOST_HOURS),
        *(minutes * MINUTE for minutes in FRESH_MINUTES),
    )
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many chats a shop has, and for how long the buyers of some of them have been waiting."""

    chats: int
    waiting: tuple[int, ...] = ()


WHOLE = Size(chats=150, waiting=WAITING_AGES)
SMALL = Size(chats=54)


def write_script(random: Random, now: int, *, size: Size = WHOLE) -> list[Dialogue]:
    topics = topic_of_each_chat(size.chats)
    random.shuffle(topics)
    waiting_topics, answered_topics = topics[: len(size.waiting)], topics[len(size.waiting) :]
    dialogues = [
        waiting_dialogue(random, topic, now, age) for topic, age in zip(waiting_topics, size.waiting, strict=True)
    ]
    for place, topic in enumerate(answered_topics):
        share = (place + random.random()) / len(answered_topics)
        begins_at = now - PERIOD + int(share * (PERIOD - 18 * HOUR))
        dialogues.append(answered_dialogue(random, topic, now, begins_at))
    _settle_old_ones(random, dialogues, now)
    return dialogues


def topic_of_each_chat(chats: int = WHOLE.chats) -> list[Topic]:
    """As many chats of each topic as its share says; the largest remainders are rounded up."""
    shares = [(topic, chats * topic.percent / 100) for topic in TOPICS]
    counts = {topic.name: floor(share) for topic, share in shares}
    missing = chats - sum(counts.values())
    for topic, _ in sorted(shares, key=lambda pair: pair[1] - floor(pair[1]), reverse=True)[:missing]:
        counts[topic.name] += 1
    return [topic for topic in TOPICS for _ in range(counts[topic.name])]


def answered_dialogue(random: Random, topic: Topic, now: int, begins_at: int) -> Dialogue:
    dialogue = new_dialogue(random, topic, begins_at, now)
    _ask(random, dialogue, begins_at)
    answer_at = dialogue.ends_at + answer_delay(random, dialogue.begins_at, now)
    if answer_at >= now - 10 * MINUTE:
        return answered_dialogue(random, topic, now, begins_at - DAY)
    dialogue.seller_says(answer_at, _answer(random, dialogue))
    if topic is OTHER:
        dialogue.seller_says(answer_at + 40 * SECOND, attachment=DOCUMENT)
    if random.random() < 0.45:
        _go_on(random, dialogue, now)
    return dialogue


def waiting_dialogue(random: Random, topic: Topic, now: int, age: int) -> Dialogue:
    """The oldest unanswered message is exactly so old."""
    asked_at = now - age
    history = random.random() < 0.4
    begins_at = asked_at - int(random.uniform(20, 60) * HOUR) if history else asked_at
    dialogue = new_dialogue(random, topic, begins_at, now, lost=age > 48 * HOUR)
    _ask(random, dialogue, begins_at, with_photo=age > 10 * MINUTE)
    if history:
        dialogue.seller_says(begins_at + int(random.uniform(2, 6) * HOUR), _answer(random, dialogue))
        dialogue.buyer_says(asked_at, random.choice(topic.follow_ups)[0])
    if 6 * HOUR < age < 48 * HOUR and random.random() < 0.6:
        dialogue.buyer_says(asked_at + age * 2 // 3, random.choice(NUDGES))
    return dialogue


def answer_delay(random: Random, asked_at: int, now: int) -> int:
    """A day or so before the account was connected, a few hours since."""
    if asked_at < now - CONNECTED:
        hours = min(46.0, random.lognormvariate(3.2, 0.28))
    else:
        hours = min(14.0, random.lognormvariate(1.36, 0.45))
    return int(hours * HOUR)


def new_dialogue(random: Random, topic: Topic, begins_at: int, now: int, *, lost: bool = False) -> Dialogue:
    has_order = topic.name != "product_question" or random.random() < 0.2
    scheme = "fbo" if lost or not has_order or random.random() < 0.55 else "fbs"
    dialogue = Dialogue(
        topic=topic,
        product=random.choice(PRODUCTS),
        buyer_name=random.choice(BUYER_NAMES),
        kind="BUYER_SELLER_SELECT" if random.random() < 0.05 else "BUYER_SELLER",
        scheme=scheme if has_order else "",
        order_number=new_order_number(random) if has_order else "",
    )
    if has_order:
        dialogue.paid_at = begins_at - int(random.uniform(1, 6) * DAY)
        delivered_at = dialogue.paid_at + int(random.uniform(2, 7) * DAY)
        dialogue.delivered_at = delivered_at if delivered_at < now else 0
    return dialogue


def new_order_number(random: Random) -> str:
    return f"{random.randint(10_000_000, 99_999_999)}-{random.randint(1, 9999):04d}"


def first_words(random: Random, dialogue: Dialogue) -> str:
    questions = [text for text in dialogue.topic.questions if dialogue.order_number or "{order}" not in text]
    question = random.choice(questions)
    dialogue.question = question
    dialogue.product = product_of(question) or dialogue.product
    return say(random, question, dialogue.product, dialogue.order_number)


def say(random: Random, text: str, product: Product, order_number: str) -> str:
    """Fill the words in; a chat about an order may begin with the posting's number."""
    words = text.format(product=product.name, order=order_number)
    words = words[:1].upper() + words[1:]
    greeting = "" if words.startswith(("Здравствуйте", "Добрый")) else random.choice(GREETINGS)
    prefix = f"{order_number}-1 " if order_number and random.random() < 0.08 else ""
    return f"{prefix}{greeting}{words}"


def _ask(random: Random, dialogue: Dialogue, at: int, *, with_photo: bool = True) -> None:
    topic = dialogue.topic
    dialogue.buyer_says(at, first_words(random, dialogue))
    if with_photo and random.random() * 100 < topic.photo_percent:
        dialogue.buyer_says(at + 35 * SECOND, attachment=PHOTO)


def _answer(random: Random, dialogue: Dialogue) -> str:
    return dict(dialogue.topic.asked)[dialogue.question] or random.choice(dialogue.topic.answers)


def _go_on(random: Random, dialogue: Dialogue, now: int) -> None:
    asked_at = dialogue.ends_at + int(random.uniform(0.1, 8) * HOUR)
    answer_at = asked_at + answer_delay(random, asked_at, now)
    if answer_at >= now - 10 * MINUTE:
        return
    question, answer = random.choice(dialogue.topic.follow_ups if random.random() < 0.7 else CHATTER)
    dialogue.buyer_says(asked_at, question)
    dialogue.seller_says(answer_at, answer)


def _settle_old_ones(random: Random, dialogues: list[Dialogue], now: int) -> None:
    old = [one for one in dialogues if one.is_answered and one.ends_at < now - 5 * DAY]
    for dialogue in random.sample(old, len(old) // 5):
        dialogue.closed = True
    random.choice([one for one in old if not one.closed]).disabled = True
