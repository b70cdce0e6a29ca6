// What the plugin itself says on screen; the rest comes from the bridge. Short, and says what to do.
using System.Globalization;

namespace Loyalkit.Iiko
{
    internal sealed class Texts
    {
        private readonly bool english;

        public Texts(string language) { english = language == "en"; }

        private string Say(string russian, string inEnglish) => english ? inEnglish : russian;

        public string Title => "LoyalClient";
        public string GuestButton => Say("Гость LoyalClient", "LoyalClient guest");
        public string UndoButton => Say("Снять гостя", "Take the guest off");
        public string AskPhone => Say("Телефон или код из приложения гостя", "The guest's phone, or the code in the guest's app");
        public string Undone => Say("Гость снят с заказа.", "The guest was taken off the order.");
        public string NoAnswer => Say("Лояльность не отвечает. Примите оплату другим способом или повторите.", "Loyalty does not answer. Take another payment, or try again.");
        public string NoAnswerCheckIn => Say("Лояльность не отвечает. Повторите поиск гостя.", "Loyalty does not answer. Look for the guest again.");
        public string NoAnswerReturn => Say("Лояльность не отвечает. Возврат баллов невозможен, повторите позже.", "Loyalty does not answer. Points cannot be returned now, try later.");
        public string Refused => Say("Лояльность отказала. Примите оплату другим способом.", "Loyalty refused. Take another payment.");
        public string UnknownType(string name) => Say(
            "Тип оплаты «" + name + "» не назван в loyalkit.json, paymentTypes. Сообщите администратору.",
            "The payment type \"" + name + "\" is not in loyalkit.json, paymentTypes. Tell the administrator.");
        public string NoDiscountType(string name) => Say(
            "В iiko нет скидки «" + name + "» со свободной суммой. Сообщите администратору.",
            "iiko has no flexible-sum discount \"" + name + "\". Tell the administrator.");
        public string OutboxFull => Say("Очередь лояльности переполнена. Сообщите администратору.", "Loyalty's queue is full. Tell the administrator.");
        public string Guest(string name, decimal? balance) => name + (balance == null ? "" : Say("\nБаллы: ", "\nPoints: ") + Rubles(balance.Value));
        public string Quoted(decimal? most, decimal? earn) =>
            (most == null ? "" : Say("\nМожно списать: ", "\nTo spend: ") + Rubles(most.Value)) +
            (earn == null ? "" : Say("\nНачислим: ", "\nTo earn: ") + Rubles(earn.Value));
        public string Discounted(decimal discount) => Say("\nСкидка: ", "\nDiscount: ") + Rubles(discount);

        private string Rubles(decimal sum) => sum.ToString("0.##", CultureInfo.GetCultureInfo(english ? "en-US" : "ru-RU"));
    }
}
