"""Drawings: what is on each illustration, as shapes from back to front."""

from __future__ import annotations

from collections.abc import Mapping

from pen import CLAY, GREEN, INK, SKY, STONE, SUN, WHITE, Shape, box, circle

DRAWINGS: Mapping[str, tuple[Shape, ...]] = {
    # 窓口: someone behind the counter, someone before it
    "counter": (
        Shape(circle(36, 30, 8), WHITE),
        Shape("M 21 62 C 21 48 27 42 36 42 C 45 42 51 48 51 62 Z", GREEN),
        Shape(box(14, 58, 72, 7), WHITE),
        Shape(box(18, 65, 64, 18, 0.5), STONE),
        Shape(box(56, 44, 17, 14, 1), WHITE),
        Shape("M 60 49 L 69 49 M 60 53.5 L 66 53.5"),
    ),
    # 書類: a form and a pencil
    "document": (
        Shape("M 27 18 L 59 18 L 70 29 L 70 82 L 27 82 Z", WHITE),
        Shape("M 59 18 L 59 29 L 70 29", SKY),
        Shape("M 35 38 L 60 38 M 35 47 L 60 47 M 35 56 L 54 56 M 35 65 L 47 65"),
        Shape("M 76 46 L 82 52 L 60 74 L 52 76 L 54 68 Z", SUN),
        Shape("M 71 51 L 77 57"),
    ),
    # 引っ越し: boxes
    "boxes": (
        Shape(box(20, 50, 33, 30, 1), SUN),
        Shape(box(53, 56, 27, 24, 1), WHITE),
        Shape(box(29, 24, 29, 26, 1), WHITE),
        Shape("M 32 50 L 32 61 L 41 61 L 41 50 M 39 24 L 39 33 L 48 33 L 48 24 M 62 56 L 62 64 L 71 64 L 71 56"),
        Shape("M 26 72 L 33 72"),
    ),
    # 赤ちゃん
    "baby": (
        Shape("M 28 78 C 28 62 38 56 50 56 C 62 56 72 62 72 78 Z", SKY),
        Shape(circle(25.5, 42, 5), WHITE),
        Shape(circle(74.5, 42, 5), WHITE),
        Shape(circle(50, 40, 24), WHITE),
        Shape("M 50 16 C 46 20 47 26 52 26 C 56 26 56 21 53 21"),
        Shape(circle(41, 41, 2.2), INK, outline=False),
        Shape(circle(59, 41, 2.2), INK, outline=False),
        Shape("M 44 50 C 47 54 53 54 56 50"),
        Shape(circle(34.5, 48, 3), CLAY, outline=False),
        Shape(circle(65.5, 48, 3), CLAY, outline=False),
    ),
    # 予防接種・健診: a syringe
    "syringe": (
        Shape("M 66 22 L 78 34 M 72 28 L 64 36"),
        Shape("M 55 31 L 69 45 L 40 74 L 26 60 Z", WHITE),
        Shape("M 45.5 40.5 L 59.5 54.5 L 40 74 L 26 60 Z", SKY),
        Shape("M 50 26 L 74 50"),
        Shape("M 33 67 L 18 82"),
        Shape("M 50 50 L 46 46 M 43 57 L 39 53 M 36 64 L 32 60"),
    ),
    # 狂犬病予防: a dog
    "dog": (
        Shape("M 30 82 C 30 66 38 60 50 60 C 62 60 70 66 70 82 Z", WHITE),
        Shape(
            "M 28 34 C 28 22 38 18 50 18 C 62 18 72 22 72 34 L 72 44 C 72 58 62 64 50 64 C 38 64 28 58 28 44 Z",
            WHITE,
        ),
        Shape("M 31 22 C 20 20 15 32 18 50 C 19 55 26 56 28 50 C 30 42 29 34 36 24 Z", SUN),
        Shape("M 69 22 C 80 20 85 32 82 50 C 81 55 74 56 72 50 C 70 42 71 34 64 24 Z", SUN),
        Shape(circle(41, 39, 2.4), INK, outline=False),
        Shape(circle(59, 39, 2.4), INK, outline=False),
        Shape("M 45 47 L 55 47 C 55 51 52 53 50 53 C 48 53 45 51 45 47 Z", INK),
        Shape("M 50 53 L 50 56 M 43 55 C 45 59 49 59 50 56 C 51 59 55 59 57 55"),
        Shape("M 34 66 C 42 71 58 71 66 66"),
        Shape(circle(50, 74, 3.4), GREEN),
    ),
    # 軽自動車
    "car": (
        Shape(
            "M 16 56 L 22 54 L 30 38 C 31 36 33 35 35 35 L 66 35 C 69 35 71 36 73 39 L 80 54 L 84 57 L 84 70 "
            "L 16 70 Z",
            WHITE,
        ),
        Shape("M 33 41 L 47 41 L 47 54 L 27 54 Z", SKY),
        Shape("M 53 41 L 66 41 L 73 54 L 53 54 Z", SKY),
        Shape(circle(31, 70, 9), STONE),
        Shape(circle(69, 70, 9), STONE),
        Shape(circle(31, 70, 2.5), WHITE),
        Shape(circle(69, 70, 2.5), WHITE),
        Shape("M 55 60 L 60 60"),
    ),
    # まつり: a lantern
    "lantern": (
        Shape("M 50 12 L 50 22"),
        Shape(box(38, 21, 24, 7), INK),
        Shape("M 38 28 C 20 36 20 64 38 72 L 62 72 C 80 64 80 36 62 28 Z", CLAY),
        Shape("M 30 35 L 70 35 M 25.6 44 L 74.4 44 M 25.6 56 L 74.4 56 M 30 65 L 70 65"),
        Shape(circle(50, 50, 12), WHITE),
        Shape("M 44 47 C 47 44 48 52 51 49 C 54 46 54 53 57 51"),
        Shape(box(38, 72, 24, 6), INK),
        Shape("M 44 78 L 44 86 M 56 78 L 56 86 M 50 78 L 50 90"),
    ),
    # 避難: up the hill
    "evacuation": (
        Shape("M 15 72 C 40 70 42 47 62 46 L 86 46 L 86 78 L 15 78 Z", GREEN),
        Shape(
            "M 13 74 C 18 69 22 69 26 74 C 30 79 34 79 38 74 C 42 69 46 69 50 74 C 54 79 58 79 62 74 "
            "C 66 69 70 69 74 74 C 78 79 82 79 87 74 L 80 86 L 20 86 Z",
            SKY,
        ),
        Shape(box(63, 31, 18, 15, 0.5), WHITE),
        Shape("M 58 33 L 72 20 L 86 33 Z", CLAY),
        Shape(box(69, 37, 6, 9, 0.5), SUN),
        Shape("M 19 58 C 33 55 39 45 43 31 M 34 37 L 43.5 28 L 50 39.5"),
    ),
    # 地震: a house that shakes
    "earthquake": (
        Shape("M 31 52 L 52 30 L 71 53 L 68 79 L 30 76 Z", WHITE),
        Shape("M 24 51 L 52 23 L 79 54 L 73 58 L 52 34 L 29 56 Z", CLAY),
        Shape("M 54 45 L 50 56 L 57 63 L 51 70 L 54 78"),
        Shape("M 37 59 L 44 59.5 L 43.5 67 L 36.5 66.5 Z", SKY),
        Shape(
            "M 15 42 C 11 47 19 51 15 56 M 20 63 C 16 68 24 72 20 77 M 86 42 C 90 47 82 51 86 56 M 80 65 "
            "C 84 70 76 74 80 79",
        ),
        Shape("M 24 86 L 38 84 L 50 88 L 63 84 L 76 87"),
    ),
    # 火の用心
    "fire": (
        Shape(
            "M 50 14 C 52 28 72 38 72 58 C 72 73 62 82 50 82 C 38 82 28 73 28 58 C 28 48 33 42 37 36 "
            "C 38 43 41 46 44 47 C 42 34 44 22 50 14 Z",
            CLAY,
        ),
        Shape("M 51 48 C 52 56 61 60 61 69 C 61 77 56 82 50 82 C 44 82 39 77 39 70 C 39 62 47 58 51 48 Z", SUN),
    ),
    # 還付金詐欺: do not answer
    "phone-fraud": (
        Shape(box(30, 16, 34, 66, 5), WHITE),
        Shape(box(35, 25, 24, 45, 1), SKY),
        Shape("M 43 76 L 51 76"),
        Shape(circle(66, 62, 18), SUN),
        Shape("M 66 52 L 66 64"),
        Shape(circle(66, 71, 1.9), INK, outline=False),
        Shape("M 41 34 L 53 34 M 41 41 L 49 41"),
    ),
    # カレンダー
    "calendar": (
        Shape(box(20, 24, 60, 56, 3), WHITE),
        Shape("M 20 40 L 20 27 C 20 25 21 24 23 24 L 77 24 C 79 24 80 25 80 27 L 80 40 Z", CLAY),
        Shape("M 34 17 L 34 30 M 66 17 L 66 30"),
        Shape(circle(33, 51, 2.2), INK, outline=False),
        Shape(circle(44.5, 51, 2.2), INK, outline=False),
        Shape(circle(56, 51, 2.2), INK, outline=False),
        Shape(circle(67, 51, 2.2), INK, outline=False),
        Shape(circle(33, 67, 2.2), INK, outline=False),
        Shape(circle(44.5, 67, 2.2), INK, outline=False),
        Shape(circle(61.5, 67, 8), SUN),
        Shape("M 58 67 L 61 70 L 66 64"),
    ),
    # エレベーター点検
    "lift": (
        Shape(box(24, 18, 38, 64, 1), STONE),
        Shape(box(29, 27, 14, 55, 0.5), WHITE),
        Shape(box(43, 27, 14, 55, 0.5), WHITE),
        Shape("M 38 22.5 L 48 22.5"),
        Shape(box(68, 40, 12, 24, 2), WHITE),
        Shape("M 74 45 L 77 50 L 71 50 Z", GREEN),
        Shape("M 74 59 L 77 54 L 71 54 Z", GREEN),
    ),
    # 投票箱
    "ballot": (
        Shape("M 24 48 L 76 48 L 72 82 L 28 82 Z", WHITE),
        Shape(box(20, 42, 60, 9), STONE),
        Shape("M 37 18 L 63 18 L 63 46.5 L 37 46.5 Z", WHITE),
        Shape("M 43 26 L 57 26 M 43 33 L 57 33"),
        Shape("M 34 46.5 L 66 46.5"),
        Shape(circle(50, 66, 7), SUN),
        Shape("M 47 66 L 49.5 68.5 L 53.5 63.5"),
    ),
    # マイナンバーカード
    "card": (
        Shape(box(16, 30, 68, 43, 4), WHITE),
        Shape("M 16 41 L 16 34 C 16 31 17 30 20 30 L 80 30 C 83 30 84 31 84 34 L 84 41 Z", SKY),
        Shape(circle(31.5, 51, 5.2), SUN),
        Shape("M 22.5 68 C 22.5 61 26 58.5 31.5 58.5 C 37 58.5 40.5 61 40.5 68 Z", GREEN),
        Shape("M 49 51 L 76 51 M 49 59 L 70 59 M 49 67 L 64 67"),
    ),
    # 雨と傘
    "umbrella": (
        Shape("M 50 50 L 50 76 C 50 84 38 84 38 76"),
        Shape(
            "M 18 50 C 20 32 34 24 50 24 C 66 24 80 32 82 50 C 78 45 70 45 66 50 C 62 45 54 45 50 50 "
            "C 46 45 38 45 34 50 C 30 45 22 45 18 50 Z",
            GREEN,
        ),
        Shape("M 50 24 L 50 18"),
        Shape("M 24 60 L 21 68 M 35 63 L 32 71 M 64 60 L 61 68 M 76 63 L 73 71 M 69 75 L 66 83 M 24 76 L 21 84"),
    ),
    # 子どもを守る: a house with a heart
    "home-heart": (
        Shape("M 26 54 L 50 29 L 74 54 L 74 80 L 26 80 Z", WHITE),
        Shape("M 18 52 L 50 22 L 82 52 L 76 57 L 50 33 L 24 57 Z", GREEN),
        Shape("M 50 74 C 40 67 36 62 37 57 C 38 52 46 51 50 57 C 54 51 62 52 63 57 C 64 62 60 67 50 74 Z", CLAY),
    ),
    # 学童クラブ: a school bag
    "school-bag": (
        Shape("M 38 22 C 38 14 62 14 62 22"),
        Shape("M 26 40 C 20 46 20 70 24 78 L 30 78 M 74 40 C 80 46 80 70 76 78 L 70 78"),
        Shape(
            "M 28 38 C 28 24 36 21 50 21 C 64 21 72 24 72 38 L 72 78 C 72 81 70 82 68 82 L 32 82 "
            "C 30 82 28 81 28 78 Z",
            CLAY,
        ),
        Shape("M 28 38 C 28 24 36 21 50 21 C 64 21 72 24 72 38 L 72 56 C 60 61 40 61 28 56 Z", WHITE),
        Shape(box(44, 54, 12, 10, 1.5), SUN),
        Shape("M 36 73 L 64 73"),
    ),
    # 相談: two who talk
    "consultation": (
        Shape(
            "M 18 24 L 58 24 C 60 24 61 25 61 27 L 61 46 C 61 48 60 49 58 49 L 36 49 L 27 58 L 27 49 L 18 49 "
            "C 16 49 15 48 15 46 L 15 27 C 15 25 16 24 18 24 Z",
            WHITE,
        ),
        Shape(
            "M 45 54 L 82 54 C 84 54 85 55 85 57 L 85 73 C 85 75 84 76 82 76 L 76 76 L 76 85 L 67 76 L 45 76 "
            "C 43 76 42 75 42 73 L 42 57 C 42 55 43 54 45 54 Z",
            SUN,
        ),
        Shape("M 24 33 L 52 33 M 24 40 L 44 40 M 51 62 L 76 62 M 51 69 L 68 69"),
    ),
    # 撮影・喫煙はご遠慮ください
    "quiet": (
        Shape(
            "M 22 38 L 36 38 L 41 30 L 59 30 L 64 38 L 78 38 C 80 38 81 39 81 41 L 81 72 C 81 74 80 75 78 75 "
            "L 22 75 C 20 75 19 74 19 72 L 19 41 C 19 39 20 38 22 38 Z",
            WHITE,
        ),
        Shape(circle(50, 56, 13), SKY),
        Shape(circle(50, 56, 6), WHITE),
        Shape(circle(72, 46, 1.8), INK, outline=False),
        Shape("M 22 20 L 82 82", None),
    ),
    # 郵便: a letter has come
    "letter": (
        Shape(box(17, 32, 66, 44, 2), WHITE),
        Shape("M 18 34 L 50 58 L 82 34", SKY),
        Shape("M 19 75 L 41 52 M 81 75 L 59 52"),
        Shape(circle(76, 32, 9), CLAY),
    ),
    # 年末年始: kagami-mochi
    "new-year": (
        Shape("M 22 74 L 78 74 L 74 84 L 26 84 Z", SUN),
        Shape("M 24 64 C 24 52 36 48 50 48 C 64 48 76 52 76 64 C 76 72 66 74 50 74 C 34 74 24 72 24 64 Z", WHITE),
        Shape("M 32 41 C 32 32 40 29 50 29 C 60 29 68 32 68 41 C 68 47 60 49 50 49 C 40 49 32 47 32 41 Z", WHITE),
        Shape(circle(50, 22.5, 7.5), CLAY),
        Shape("M 50 15 C 51 11 56 9 60 10 C 60 14 55 17 50 15 Z", GREEN),
    ),
    # ごみの収集
    "waste": (
        Shape("M 40 32 C 20 42 17 78 27 82 L 73 82 C 83 78 80 42 60 32 Z", WHITE),
        Shape("M 40 32 C 36 26 34 20 39 18 C 44 23 47 23 50 18 C 53 23 56 23 61 18 C 66 20 64 26 60 32 Z", WHITE),
        Shape("M 39 32 L 61 32"),
        Shape("M 50 45 L 58 58 L 42 58 Z", GREEN),
        Shape("M 35 68 L 65 68 M 40 75 L 60 75"),
    ),
    # 税: coins and a bill
    "tax": (
        Shape(box(18, 24, 52, 34, 2), WHITE),
        Shape("M 27 33 L 45 33 M 27 41 L 53 41 M 27 49 L 39 49"),
        Shape(
            "M 45 70 C 45 66 52 64 62 64 C 72 64 79 66 79 70 L 79 76 C 79 80 72 82 62 82 C 52 82 45 80 45 76 Z",
            SUN,
        ),
        Shape(
            "M 45 60 C 45 56 52 54 62 54 C 72 54 79 56 79 60 L 79 68 C 79 72 72 74 62 74 C 52 74 45 72 45 68 Z",
            SUN,
        ),
        Shape("M 45 60 C 45 64 52 66 62 66 C 72 66 79 64 79 60"),
    ),
    # 時刻: a clock
    "clock": (
        Shape(circle(50, 50, 32), WHITE),
        Shape("M 50 22 L 50 26 M 50 74 L 50 78 M 22 50 L 26 50 M 74 50 L 78 50"),
        Shape("M 50 32 L 50 50 L 63 58"),
        Shape(circle(50, 50, 3), CLAY),
    ),
    # 夜間: the moon over the house
    "night": (
        Shape("M 62 16 C 48 20 42 36 50 48 C 56 57 68 60 78 55 C 72 66 56 70 44 62 C 28 51 32 22 62 16 Z", SUN),
        Shape("M 72 24 L 72 32 M 68 28 L 76 28 M 82 38 L 82 44 M 79 41 L 85 41"),
        Shape("M 10 84 L 84 84"),
        Shape(box(16, 66, 22, 18, 0.5), WHITE),
        Shape("M 12 67 L 27 54 L 42 67 Z", GREEN),
        Shape(box(24, 73, 7, 11, 0.5), SUN),
    ),
}
