// For guests of a discount programme: our flexible-sum discount on the order is what the quote says.
//
// iiko recalculates nothing of it by itself, and fixes discounts when the bill is printed: so it is set at check-in, and
// again right before the bill and the payment screen, while the order is New.
using System;
using System.Linq;
using Resto.Front.Api;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Extensions;

namespace Loyalkit.Iiko
{
    internal sealed class Discount
    {
        private readonly Loyalty loyalty;
        private readonly Orders orders;

        public Discount(Loyalty loyalty, Orders orders)
        {
            this.loyalty = loyalty;
            this.orders = orders;
        }

        /// <summary>Asks anew: dishes may have come or gone since the guest was found.</summary>
        public void Refresh(IOrder order, IOperationService operations)
        {
            if (loyalty.Settings.DiscountType == null || order.Status != OrderStatus.New)
                return;
            if (!orders.IsWatched(order.Id) && !Present(order))
                return;
            var answer = loyalty.Bridge.Call("orders/" + OrderJson.Id(order.Id) + "/quote", new Fields().With("order", loyalty.Json.Of(order, operations)), loyalty.Settings.CallTimeout);
            // Without an answer the discount stays as it was quoted last.
            if (answer.Outcome == Outcome.Proceed)
                Apply(order, operations, answer.Data.Child("quote"));
        }

        public void Apply(IOrder order, IOperationService operations, Fields quote)
        {
            if (loyalty.Settings.DiscountType == null || order.Status != OrderStatus.New || quote == null)
                return;
            var wanted = quote.Text("type") == "discount" ? quote.Number("discount") ?? 0 : 0;
            var now = order.AppliedDiscounts.Where(applied => applied.Discount != null && loyalty.Json.IsLoyalty(applied.Discount)).Sum(applied => applied.DiscountSum);
            if (OrderJson.Money(now) == OrderJson.Money(wanted))
                return;
            order = Remove(order, operations);
            if (wanted > 0)
                operations.AddFlexibleSumDiscount(OrderJson.Money(wanted), Type(operations), order, loyalty.Credentials(operations));
        }

        /// <summary>The order as it is without it: each edit makes a new version.</summary>
        public IOrder Remove(IOrder order, IOperationService operations)
        {
            while (order.Status == OrderStatus.New && order.Discounts.FirstOrDefault(loyalty.Json.IsLoyalty) is IDiscountItem discount)
            {
                operations.DeleteDiscount(discount, order, loyalty.Credentials(operations));
                order = operations.GetOrderById(order.Id);
            }
            return order;
        }

        private bool Present(IOrder order) => order.Discounts.Any(loyalty.Json.IsLoyalty);

        private IDiscountType Type(IOperationService operations)
        {
            var name = loyalty.Settings.DiscountType;
            var type = operations.GetDiscountTypes().FirstOrDefault(one => one.Name == name && !one.Deleted && one.IsActive && one.DiscountByFlexibleSum);
            if (type != null)
                return type;
            loyalty.Warn(loyalty.Texts.NoDiscountType(name));
            throw new InvalidOperationException("no such discount type");
        }
    }
}
